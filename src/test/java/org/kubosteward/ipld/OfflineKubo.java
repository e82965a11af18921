package org.kubosteward.ipld;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The pinned kubo without a daemon and without a network: what it computes and stores on its own.
 */
final class OfflineKubo {
  private final Path repo;
  private final String binary;

  /** An empty repository, which imports as that profile says. */
  OfflineKubo(Path repo, String profile) throws Exception {
    this.repo = repo;
    this.binary = binary();
    run("init", "--empty-repo", "--profile=test");
    run("config", "profile", "apply", profile);
  }

  private static String binary() throws Exception {
    Process get =
        new ProcessBuilder("lab/get", "ipfs")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String path = new String(get.getInputStream().readAllBytes(), UTF_8).strip();
    if (get.waitFor() != 0) {
      throw new AssertionError("No kubo: run 'lab/get ipfs', which says what is missing");
    }
    return path;
  }

  /** What it prints; it is an error when it fails. */
  String run(String... arguments) throws Exception {
    return new String(bytes(InputStream.nullInputStream(), arguments), UTF_8).strip();
  }

  /** What it gives out when it is given that. */
  byte[] bytes(InputStream in, String... arguments) throws Exception {
    Process process = start(arguments);
    CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(in, process));
    CompletableFuture<byte[]> errors =
        CompletableFuture.supplyAsync(() -> all(process.getErrorStream()));
    byte[] out = process.getInputStream().readAllBytes();
    if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(
          "ipfs %s failed: %s".formatted(List.of(arguments), new String(errors.get(), UTF_8)));
    }
    fed.get();
    return out;
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(binary, "--offline"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("IPFS_PATH", repo.toString());
    builder.environment().put("LIBP2P_FORCE_PNET", "1");
    builder.environment().put("IPFS_TELEMETRY", "off");
    return builder.start();
  }

  private static void feed(InputStream in, Process process) {
    try (OutputStream out = process.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static byte[] all(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
