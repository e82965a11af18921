package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.demo.DemoFleet;
import org.kubosteward.demo.DemoSpec;
import org.kubosteward.demo.KuboBinary;

/** What an operator gets wrong, and what a node gets wrong. */
class BadInputIT {
  private static KuboBinary kubo;

  private final Path directory;

  BadInputIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeAll
  static void obtainKubo() {
    kubo = KuboBinary.obtain(System.err::println);
  }

  @Test
  void aSettingThatDoesNotExistStopsTheStartAndTheNearestIsNamed() {
    assertRefused(
        plane().with("steward.round.evry", "15s"),
        "unknown setting steward.round.evry; did you mean steward.round.every?");
  }

  /** As in the pod of the manifests, and {@code kubectl set env}. */
  @Test
  void theEnvironmentWinsOverTheFilesThatAreMounted() throws IOException {
    Path site = Files.writeString(directory.resolve("site.properties"), "steward.mode=of-the-site");
    Path ours = Files.writeString(directory.resolve("ours.properties"), "steward.mode=of-ours");

    assertRefused(
        plane().withEnvironment("KUBO_STEWARD_SETTINGS", site + "," + ours), "of-the-site");
    assertRefused(
        plane()
            .withEnvironment("KUBO_STEWARD_SETTINGS", site + "," + ours)
            .withEnvironment("STEWARD_MODE", "of-the-environment"),
        "of-the-environment");
  }

  @Test
  void aSettingsFileThatIsNotThereStopsTheStart() {
    assertRefused(
        plane().withEnvironment("KUBO_STEWARD_SETTINGS", "/etc/gone.properties"),
        "the settings file /etc/gone.properties cannot be read");
  }

  @Test
  void aListOfNamespacesStopsTheStart() {
    assertRefused(
        plane()
            .with("steward.fleet.source", "kubernetes")
            .with("steward.kubernetes.namespace", "a,b"),
        "steward.kubernetes.namespace is 'a,b'; write the name of one namespace, such as ipfs");
  }

  @Test
  void aValueThatIsNoDurationStopsTheStartAndTheSettingIsNamed() {
    assertRefused(plane().with("steward.probe.deadline", "soon"), "steward.probe.deadline");
  }

  @Test
  void aModeThatDoesNotExistStopsTheStartAndTheSettingIsNamed() {
    assertRefused(plane().with("steward.mode", "yolo"), "steward.mode");
  }

  @Test
  void anActionThatDoesNotExistStopsTheStartAndTheActionsAreNamed() {
    assertRefused(
        plane().with("steward.remedy.actions.\"collect-garbag\".mode", "auto"),
        "steward.remedy.actions.\"collect-garbag\"",
        "collect-garbage");
  }

  @Test
  void aHashOfATokenThatIsNoneStopsTheStartInOneLine() {
    assertRefused(
        plane()
            .with("steward.api.tokens.\"ada\".sha256", "not-a-hash")
            .with("steward.api.tokens.\"ada\".scopes", "read"),
        "steward.api.tokens.\"ada\".sha256 is not the 64 hexadecimal digits of a SHA-256",
        "sha256sum");
  }

  @Test
  void anAddressWithoutASchemeStopsTheStartAndSaysWhatToWrite() {
    assertRefused(
        plane().with("steward.fleet.nodes.\"a\".api", "10.0.0.7:5001"),
        "steward.fleet.nodes.\"a\".api",
        "http://");
  }

  @Test
  void twoNodesAtOneAddressStopTheStart() {
    assertRefused(
        plane()
            .with("steward.fleet.nodes.\"a\".api", "http://127.0.0.1:5999")
            .with("steward.fleet.nodes.\"b\".api", "http://127.0.0.1:5999"),
        "steward.fleet.nodes.\"b\".api",
        "\"a\"");
  }

  @Test
  void aDatabaseThatWeDoNotKnowStopsTheStart() {
    assertRefused(
        plane().with("steward.journal.url", "jdbc:mysql://db/x"),
        "steward.journal.url",
        "jdbc:postgresql:");
  }

  @Test
  void anEmptyFleetIsBlindnessAndNeverAnAllClear() {
    try (PlaneProcess plane = plane().start()) {
      plane.await("the blindness", () -> plane.has("STEWARD_BLIND", "fleet"));
      assertThat(plane.health().path("status").asText()).isEqualTo("ERR");
      assertThat(plane.finding("STEWARD_BLIND", "fleet").toString())
          .contains("steward.fleet.nodes");
    }
  }

  @Test
  void nodesThatAnswerNonsenseAreNamedAndTheOthersAreUnaffected() {
    try (DemoFleet fleet =
            DemoFleet.start(kubo, DemoSpec.threeNodes().in(directory.resolve("fleet")));
        Nasty garbage = new Nasty(Nasty::tenMegabytes);
        Nasty slow = new Nasty(Nasty::oneByteASecond);
        PlaneProcess plane =
            plane()
                .over(fleet.nodes())
                .with("steward.fleet.nodes.\"garbage\".api", garbage.api())
                .with("steward.fleet.nodes.\"slow\".api", slow.api())
                .start()) {
      plane.await("the garbage", () -> plane.has("NODE_API_UNREACHABLE", "garbage"));
      plane.await("the slow one", () -> named(plane, "slow"));
      plane.await("rounds to go on", () -> plane.fleet().path("round").asLong() > 5);

      assertThat(
              PlaneProcess.stream(plane.fleet().path("nodes"))
                  .filter(n -> n.path("up").asBoolean()))
          .extracting(n -> n.path("name").asText())
          .containsExactly("kubo-1", "kubo-2", "kubo-3");
      assertThat(plane.attempts()).isEmpty();
      assertThat(PlaneProcess.stream(plane.health().path("findings")))
          .noneMatch(f -> f.path("subject").asText().startsWith("kubo-"));
    }
  }

  private static boolean named(PlaneProcess plane, String node) {
    return PlaneProcess.stream(plane.health().path("findings"))
        .anyMatch(f -> f.path("subject").asText().equals(node));
  }

  private PlaneProcess plane() {
    return new PlaneProcess(directory.resolve("plane"));
  }

  private static void assertRefused(PlaneProcess plane, String... words) {
    try (plane) {
      plane.start();
      assertThat(plane.exitCode()).isNotZero();
      assertThat(plane.logText()).contains(words).doesNotContain("\tat ");
    }
  }

  /** Something that listens where a node should. */
  private static final class Nasty implements AutoCloseable {
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private interface Script {
      void answer(OutputStream out) throws IOException, InterruptedException;
    }

    Nasty(Script script) {
      try {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      threads.execute(() -> accept(script));
    }

    String api() {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }

    static void tenMegabytes(OutputStream out) throws IOException {
      out.write(
          "HTTP/1.1 200 OK\r\nContent-Length: 10485760\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      byte[] rubbish = "not what you asked for".repeat(1000).getBytes(StandardCharsets.UTF_8);
      for (int sent = 0; sent < 10_485_760; sent += rubbish.length) {
        out.write(rubbish, 0, Math.min(rubbish.length, 10_485_760 - sent));
      }
    }

    static void oneByteASecond(OutputStream out) throws IOException, InterruptedException {
      out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 60; i++) {
        out.write(' ');
        out.flush();
        TimeUnit.SECONDS.sleep(1);
      }
    }

    private void accept(Script script) {
      while (!socket.isClosed()) {
        try {
          Socket connection = socket.accept();
          threads.execute(() -> answer(connection, script));
        } catch (IOException e) {
          return;
        }
      }
    }

    private static void answer(Socket connection, Script script) {
      try (connection) {
        connection.getInputStream().read(new byte[4096]);
        script.answer(connection.getOutputStream());
      } catch (IOException e) {
        // The plane hung up, as it should.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
