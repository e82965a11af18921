package org.kubosteward.plane;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to the packaged plane's ports and is no HTTP, or only nearly. */
class NoHttpIT {
  private static final String CLOSE = "Connection: close\r\n\r\n";

  @Test
  void aRequestThatIsNotWellFormedWritesNoErrorAtEitherPort(@TempDir Path directory)
      throws IOException {
    try (PlaneProcess plane =
        new PlaneProcess(directory)
            .with("steward.fleet.nodes.\"kubo-1\".api", "http://127.0.0.1:1")
            .start()) {
      plane.await("a round", () -> plane.metrics().contains("steward_round_timestamp_seconds"));
      for (int port : List.of(plane.api().getPort(), plane.management())) {
        for (String request :
            List.of(
                "GET /login HTTP/1.1\r\n" + CLOSE,
                "GET /login HTTP/1.1\r\nHost: a:b:c\r\n" + CLOSE,
                "GET /login HTTP/1.1\r\nHost: \u00ff\r\n" + CLOSE,
                "GET http://other.example/login HTTP/1.1\r\n" + CLOSE,
                "GET /%zz HTTP/1.1\r\nHost: x\r\n" + CLOSE)) {
          assertThat(answer(port, request)).as(request).startsWith("HTTP/1.1 400 ");
        }
        assertThat(
                answer(
                    port, "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"))
            .doesNotContain("HTTP/1.1 2", "HTTP/1.1 5");
      }
      assertThat(plane.logText().lines().filter(line -> line.contains("io.vertx")))
          .noneMatch(line -> line.contains("ERROR"));
      assertThat(plane.logText()).doesNotContain("QuarkusErrorHandler", "Unhandled exception");
    }
  }

  private static String answer(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
