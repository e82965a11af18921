package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of its own, small, in memory (tmpfs): what is full there is full nowhere else. */
final class SmallDisk implements AutoCloseable {
  private final Path at;

  /** Mounts it on a new directory; fails where that is not allowed, naming what is missing. */
  SmallDisk(Path at, int mebibytes) {
    this.at = at;
    try {
      Files.createDirectories(at);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "kubo-steward", at.toString());
  }

  Path path() {
    return at;
  }

  @Override
  public void close() {
    run("umount", at.toString());
  }

  private static void run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(
            ("a drill with a small disk needs root on Linux, or the right to mount (CAP_SYS_ADMIN):"
                    + " run it so, or leave it to a machine where you can; %s said: %s")
                .formatted(String.join(" ", command), said.strip()));
      }
    } catch (IOException e) {
      throw new AssertionError("a drill with a small disk needs mount(8), on Linux", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
