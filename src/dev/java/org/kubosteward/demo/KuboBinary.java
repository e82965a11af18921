package org.kubosteward.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The kubo executable that the demo nodes run.
 *
 * @param executable the absolute path of {@code ipfs}, links resolved
 */
public record KuboBinary(Path executable) {
  /** A cold build takes six minutes on two busy cores; beyond this something is stuck. */
  static final Duration LONGEST_BUILD = Duration.ofMinutes(20);

  private static final String GET = "lab/get";

  /**
   * The given executable.
   *
   * @throws DemoException when it is no executable file
   */
  public static KuboBinary at(Path executable) {
    if (!Files.isRegularFile(executable) || !Files.isExecutable(executable)) {
      throw new DemoException(
          "%s is not an executable file: let steward.demo.kubo name kubo's ipfs executable, or leave it out"
              .formatted(executable));
    }
    try {
      return new KuboBinary(executable.toRealPath());
    } catch (IOException e) {
      throw new DemoException("cannot resolve " + executable, e);
    }
  }

  /**
   * The pinned kubo as {@code lab/get ipfs} finds or builds it, for the project this process runs
   * in. The first time takes minutes; {@code progress} hears every line of what is done.
   *
   * @throws DemoException when it cannot be had, with what to install
   */
  public static KuboBinary obtain(Consumer<String> progress) {
    return obtain(projectDirectory(Path.of("")), progress);
  }

  /** As {@link #obtain(Consumer)}, with {@code lab/get} of the given project directory. */
  public static KuboBinary obtain(Path projectDirectory, Consumer<String> progress) {
    return obtain(projectDirectory, progress, LONGEST_BUILD);
  }

  static KuboBinary obtain(Path projectDirectory, Consumer<String> progress, Duration longest) {
    var get = projectDirectory.resolve(GET);
    if (!Files.isExecutable(get)) {
      throw new DemoException(
          "there is no executable %s: run from the project directory, or let steward.demo.kubo name kubo's ipfs executable"
              .formatted(get));
    }
    try {
      var process =
          new ProcessBuilder(get.toString(), "ipfs")
              .directory(projectDirectory.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      return at(Path.of(await(process, progress, longest)));
    } catch (IOException e) {
      throw new DemoException("cannot run " + get + ": is bash installed?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DemoException("interrupted while waiting for " + get, e);
    }
  }

  /** The nearest directory, from {@code start} upwards, that holds {@code lab/get}. */
  static Path projectDirectory(Path start) {
    var from = start.toAbsolutePath().normalize();
    for (var dir = from; dir != null; dir = dir.getParent()) {
      if (Files.isExecutable(dir.resolve(GET))) {
        return dir;
      }
    }
    throw new DemoException(
        "neither %s nor a directory above it has lab/get: run from the project directory, or let steward.demo.kubo name kubo's ipfs executable"
            .formatted(from));
  }

  private static String await(Process process, Consumer<String> progress, Duration longest)
      throws InterruptedException {
    var path = new AtomicReference<>("");
    var lastWord = new AtomicReference<>("it said nothing");
    var out = follow("lab-get-path", process.inputReader(StandardCharsets.UTF_8), path::set);
    var err =
        follow(
            "lab-get-progress",
            process.errorReader(StandardCharsets.UTF_8),
            line -> {
              lastWord.set(line);
              progress.accept(line);
            });
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DemoException(
            "lab/get ipfs did not end within %d s; its last word: %s. Run it by hand to see why"
                .formatted(longest.toSeconds(), lastWord.get()));
      }
      out.join();
      err.join();
    } finally {
      // Its children first: a compiler left behind would go on burning every core.
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw new DemoException(
          "lab/get ipfs failed with status %d: %s".formatted(process.exitValue(), lastWord.get()));
    }
    var printed = path.get();
    if (printed == null || printed.isBlank()) {
      throw new DemoException("lab/get ipfs printed no path; its last word: " + lastWord.get());
    }
    return printed.strip();
  }

  private static Thread follow(String name, BufferedReader lines, Consumer<String> hearer) {
    var thread =
        new Thread(
            () -> {
              try (lines) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                  hearer.accept(line);
                }
              } catch (IOException e) {
                // The stream closed under us because the process was stopped: nothing more to hear.
                hearer.accept("(output ended: " + e.getMessage() + ")");
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
