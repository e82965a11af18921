package org.kubosteward.plane;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.kubosteward.kubo.RecordedKubo;

/**
 * Many nodes that answer recorded bodies, in a process of their own, so that what they cost is not
 * counted with what asks them.
 */
final class StubFleet implements AutoCloseable {
  private final Process process;
  private final List<String> apis = new ArrayList<>();

  /** Starts so many nodes and waits until all listen. */
  StubFleet(int nodes) {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  StubFleet.class.getName(),
                  Integer.toString(nodes))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      for (int i = 0; i < nodes; i++) {
        apis.add(lines.readLine());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the nodes listen. */
  List<String> apis() {
    return List.copyOf(apis);
  }

  /** Listens until its parent is gone or ends it. */
  public static void main(String[] arguments) throws IOException {
    Vertx vertx = Vertx.vertx();
    for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
      System.out.println(new RecordedKubo(vertx).quietly().endpoint().api());
    }
    while (System.in.read() >= 0) {
      // Nothing is said to it; the end of its input is the end of its parent.
    }
    System.exit(0);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
