package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A wall clock that one process alone sees, and that a file moves: its seconds are added. */
final class SteppedClock {
  private static final String SOURCE =
      """
      #define _GNU_SOURCE
      #include <stdio.h>
      #include <stdlib.h>
      #include <sys/syscall.h>
      #include <time.h>
      #include <unistd.h>
      int clock_gettime(clockid_t clock, struct timespec *out) {
        int failed = syscall(SYS_clock_gettime, clock, out);
        if (clock == CLOCK_REALTIME && !failed) {
          FILE *file = fopen(getenv("STEPPED_CLOCK"), "r");
          long seconds = 0;
          if (file) {
            if (fscanf(file, "%ld", &seconds) == 1) out->tv_sec += seconds;
            fclose(file);
          }
        }
        return failed;
      }
      """;

  private final Path library;
  private final Path offset;

  private SteppedClock(Path library, Path offset) {
    this.library = library;
    this.offset = offset;
  }

  static SteppedClock in(Path directory) {
    try {
      Files.createDirectories(directory);
      Path source = Files.writeString(directory.resolve("stepped.c"), SOURCE);
      Path library = directory.resolve("stepped.so");
      Process cc =
          new ProcessBuilder("cc", "-shared", "-fPIC", "-o", library.toString(), source.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(cc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (cc.waitFor() != 0) {
        throw new AssertionError("cc cannot build the clock: " + said);
      }
      return new SteppedClock(library, directory.resolve("seconds"));
    } catch (IOException e) {
      throw new AssertionError(
          "a clock that steps is built by cc: install a C compiler (Debian: gcc, libc6-dev)", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The plane will live by this clock. */
  void under(PlaneProcess plane) {
    plane.withEnvironment("LD_PRELOAD", library.toString());
    plane.withEnvironment("STEPPED_CLOCK", offset.toString());
  }

  void step(long seconds) {
    try {
      // At once: a reader that meets an empty file would step twice.
      Path next = Files.writeString(offset.resolveSibling("next"), Long.toString(seconds));
      Files.move(next, offset, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
