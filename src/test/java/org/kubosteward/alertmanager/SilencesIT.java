package org.kubosteward.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.text.FreePort;

/** The same against a real Alertmanager. */
class SilencesIT {
  private static final NodeId K1 = new NodeId("ipfs", "kubo-1");
  private static final NodeId K2 = new NodeId("ipfs", "kubo-2");

  private static Vertx vertx;

  @BeforeAll
  static void open() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void end() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void aRealAlertmanagerTakesShowsAndEndsThem(@TempDir Path directory) throws Exception {
    Instant end = Instant.now().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MILLIS);
    int port = FreePort.take();
    Process process = start(port, directory);
    try {
      Silences silences = silences(port);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> silences(port).create(Optional.of(K2), "ada", "probe", end).id().isPresent());
      String one = silences.create(Optional.of(K1), "ada", "its disk", end).id().orElseThrow();
      String all = silences.create(Optional.empty(), "bob", "racks", end).id().orElseThrow();

      await().until(() -> seen(silences, one) && seen(silences, all));
      Silence seen =
          silences.seen().silences().stream().filter(s -> s.id().equals(one)).findFirst().get();
      assertThat(seen.concerns(K1)).isTrue();
      assertThat(seen.concerns(K2)).isFalse();
      assertThat(seen.concernsFleet()).isFalse();
      assertThat(seen.endsAt()).isEqualTo(end);
      assertThat(seen.author()).isEqualTo("ada");
      assertThat(seen.comment()).contains("its disk");

      assertThat(silences.remove(one)).isEmpty();
      await().until(() -> !seen(silences, one) && seen(silences, all));
      assertThat(silences.remove("00000000-0000-0000-0000-000000000000"))
          .hasValueSatisfying(why -> assertThat(why).contains("it answers 404"));
    } finally {
      process.destroy();
      process.waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(silences(port).remove("x")).contains("nothing answers at steward.alertmanager.url");
  }

  private static boolean seen(Silences silences, String id) {
    return silences.seen().silences().stream().anyMatch(silence -> silence.id().equals(id));
  }

  private static Silences silences(int port) {
    return new AlertmanagerSettings(Optional.of(URI.create("http://127.0.0.1:" + port)))
        .silences(vertx, Instant::now);
  }

  private static Process start(int port, Path directory) throws Exception {
    Path config =
        Files.writeString(
            directory.resolve("config.yaml"),
            "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n");
    return new ProcessBuilder(
            tool(),
            "--config.file=" + config,
            "--storage.path=" + directory.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port,
            "--cluster.listen-address=")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private static String tool() throws Exception {
    Process get =
        new ProcessBuilder("lab/get", "alertmanager")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String path = new String(get.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(get.waitFor())
        .as("lab/get alertmanager must find or build it; run it by hand to see why it does not")
        .isZero();
    return path;
  }
}
