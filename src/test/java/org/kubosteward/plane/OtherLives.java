package org.kubosteward.plane;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import org.kubosteward.demo.DemoNode;
import org.kubosteward.demo.KuboBinary;

/** Real nodes that somebody starts otherwise than before; at the end each can go on as it was. */
final class OtherLives {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IDENTITY = "Identity";

  private final Deque<Runnable> undo = new ArrayDeque<>();

  /** {@code ipfs daemon --offline}. */
  void offline(DemoNode node) {
    node.stop();
    undo.push(node::stop);
    node.start("--offline");
  }

  /** It starts under its name on an empty volume, and so makes itself a new identity. */
  void onAnEmptyVolume(DemoNode node) {
    Path repo = node.repo();
    Path lost = repo.resolveSibling(repo.getFileName() + ".lost");
    node.stop();
    try {
      Files.move(repo, lost);
      undo.push(
          () -> {
            node.stop();
            putBack(lost, repo);
          });
      init(repo);
      configure(repo, lost);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    node.start();
  }

  /** They stop, and what they had is there again. */
  void end() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }

  private static void init(Path repo) throws IOException {
    String kubo = KuboBinary.obtain(System.err::println).executable().toString();
    ProcessBuilder init =
        new ProcessBuilder(kubo, "--repo-dir", repo.toString(), "init", "--empty-repo");
    init.environment().put("IPFS_TELEMETRY", "off");
    init.redirectErrorStream(true);
    Process process = init.start();
    byte[] said = process.getInputStream().readAllBytes();
    try {
      if (process.waitFor() != 0) {
        throw new AssertionError("ipfs init: " + new String(said, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  /** All of the old configuration but who it is. */
  private static void configure(Path repo, Path lost) throws IOException {
    Path file = repo.resolve("config");
    ObjectNode old = (ObjectNode) JSON.readTree(lost.resolve("config").toFile());
    old.set(IDENTITY, JSON.readTree(file.toFile()).path(IDENTITY));
    JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), old);
    Files.copy(lost.resolve("swarm.key"), repo.resolve("swarm.key"));
  }

  private static void putBack(Path lost, Path repo) {
    try {
      Files.walkFileTree(repo, new Removal());
      Files.move(lost, repo);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException trouble)
        throws IOException {
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
