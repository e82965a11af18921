package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is alive in another Java process, as the JDK's own tool sees it from outside. */
final class LiveProcess {
  private static final Pattern THREAD = Pattern.compile("(?m)^\"([^\"]+)\" .*$");

  /** A row of the histogram: rank, instances, bytes, class. */
  private static final Pattern ROW = Pattern.compile("(?m)^ *\\d+: +\\d+ +\\d+ +([\\w.$]+)");

  private final long pid;

  LiveProcess(long pid) {
    this.pid = pid;
  }

  /** The names of its threads. */
  Set<String> threads() {
    return found(THREAD, jcmd("Thread.print"));
  }

  /** The classes of which it holds an object now; what is garbage is collected first. */
  Set<String> classesWithObjects() {
    return found(ROW, jcmd("GC.class_histogram"));
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> names =
        pattern
            .matcher(text)
            .results()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    if (names.isEmpty()) {
      throw new AssertionError("jcmd said nothing of use:\n" + text);
    }
    return names;
  }

  private String jcmd(String command) {
    String tool = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      Process asked =
          new ProcessBuilder(tool, Long.toString(pid), command).redirectErrorStream(true).start();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (asked.waitFor() != 0) {
        throw new AssertionError(tool + " " + command + " failed:\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
