package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.kube.FleetObjects.SeenPod;

/** How full volumes are, from kubelets that tell, deny, hang or are someone else. */
class KubeletStatsTest {
  private static final String SUMMARY =
      """
      {"node":{"nodeName":"machine-1"},"pods":[{"podRef":{"name":"kubo-0","namespace":"ipfs"},
       "volume":[{"name":"tmp","capacityBytes":5,"usedBytes":1},
        {"name":"repo","pvcRef":{"name":"repo-kubo-0","namespace":"ipfs"},
         "time":"2026-11-23T12:00:00Z","availableBytes":60,"capacityBytes":100,"usedBytes":40,
         "inodesFree":7,"inodes":10,"inodesUsed":3}]}]}
      """;

  private final StubApi stub = new StubApi();
  private final AtomicLong nanos = new AtomicLong();
  private final KubeletStats stats =
      new KubeletStats(
          ApiServer.at(StubApi.config("http://unused"), "", 4 << 20),
          "http://",
          settings(stub.port(), Optional.empty(), false),
          Duration.ofSeconds(2),
          nanos::get);

  private static KubeletSettings settings(int port, Optional<Path> ca, boolean unverified) {
    return new KubeletSettings(port, ca, unverified, Duration.ofSeconds(60));
  }

  static List<SeenPod> pods() {
    return List.of(
        FleetObjects.pod(
            Models.read(
                    Recorded.json("pods.json")
                        .path("items")
                        .path(0)
                        .toString()
                        .replace("10.99.0.11", "127.0.0.1")
                        .getBytes(StandardCharsets.UTF_8),
                    Pod.class)
                .orElseThrow(),
            "kubo",
            "/data/ipfs"));
  }

  private static ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  @AfterEach
  void close() {
    stats.close();
    stub.close();
  }

  @Test
  void aVolumeIsAsFullAsItsKubeletSays() {
    stub.on("GET", "/stats/summary", StubApi.json(200, SUMMARY));
    stats.ask(pods());

    soon().until(() -> stats.usage("ipfs", "repo-kubo-0").isPresent());

    assertThat(stats.usage("ipfs", "repo-kubo-0")).hasValue(new VolumeUse(40, 100, 3, 10));
    assertThat(stats.usage("ipfs", "repo-kubo-1")).isEmpty();
    assertThat(stats.notes()).isEmpty();
    assertThat(stub.requests()).allMatch(r -> r.token().equals("Bearer the-token"));
  }

  @Test
  void aMachineIsAskedOnceAMinute() {
    stub.on("GET", "/stats/summary", StubApi.json(200, SUMMARY));
    stats.ask(pods());
    soon().until(() -> stats.usage("ipfs", "repo-kubo-0").isPresent());
    stats.ask(pods());
    stats.ask(pods());
    assertThat(stub.requests()).hasSize(1);

    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    stats.ask(pods());

    soon().until(() -> stub.requests().size() == 2);
  }

  @Test
  void whatWasSaidTooLongAgoIsNotSaidAgain() {
    stub.on("GET", "/stats/summary", StubApi.json(200, SUMMARY));
    stats.ask(pods());
    soon().until(() -> stats.usage("ipfs", "repo-kubo-0").isPresent());

    nanos.addAndGet(Duration.ofMinutes(6).toNanos());

    assertThat(stats.usage("ipfs", "repo-kubo-0")).isEmpty();
  }

  @Test
  void aMachineWithoutPodsOfOursIsForgotten() {
    stub.on("GET", "/stats/summary", StubApi.json(200, SUMMARY));
    stats.ask(pods());
    soon().until(() -> stats.usage("ipfs", "repo-kubo-0").isPresent());

    stats.ask(List.of());

    assertThat(stats.usage("ipfs", "repo-kubo-0")).isEmpty();
  }

  @Test
  void aKubeletThatDeniesNamesTheRole() {
    stub.on("GET", "/stats/summary", StubApi.json(403, "Forbidden (user=x, verb=get)"));
    stats.ask(pods());

    soon().until(() -> !stats.notes().isEmpty());

    assertThat(stats.notes())
        .singleElement()
        .asString()
        .startsWith("The kubelet of machine-1 at http://127.0.0.1:")
        .contains("get on nodes/stats");
    assertThat(stats.usage("ipfs", "repo-kubo-0")).isEmpty();
  }

  @Test
  void moreThanAKubeletSaysIsNotRead() {
    stub.on("GET", "/stats/summary", StubApi.json(200, "[" + " ".repeat(5 << 20) + "]"));
    stats.ask(pods());

    soon().until(() -> !stats.notes().isEmpty());
    assertThat(stats.notes()).singleElement().asString().contains("larger than 4194304 bytes");
  }

  @Test
  void aKubeletThatHangsIsLeftAtTheDeadline() {
    stub.on("GET", "/stats/summary", stub.silence());
    stats.ask(pods());

    soon().until(() -> !stats.notes().isEmpty());
    assertThat(stats.notes()).singleElement().asString().contains("no answer within 2000 ms");
  }

  /** Kubelets sign for themselves, in the machine's name and not its address. */
  @Test
  void aCertificateOfItsOwnIsTakenOnlyWhenThatIsSet(@TempDir Path dir)
      throws IOException, InterruptedException, GeneralSecurityException {
    HttpsServer kubelet = selfSigned(dir);
    int port = kubelet.getAddress().getPort();
    try (KubeletStats strict =
            KubeletStats.open(
                settings(port, Optional.empty(), false), Duration.ofSeconds(5), nanos::get);
        KubeletStats lax =
            KubeletStats.open(
                settings(port, Optional.empty(), true), Duration.ofSeconds(5), nanos::get)) {
      strict.ask(pods());
      lax.ask(pods());

      soon().until(() -> lax.usage("ipfs", "repo-kubo-0").isPresent());
      soon().until(() -> !strict.notes().isEmpty());
      assertThat(strict.notes())
          .singleElement()
          .asString()
          .contains("from a CA that is not trusted here");
      assertThat(strict.usage("ipfs", "repo-kubo-0")).isEmpty();
    } finally {
      kubelet.stop(0);
    }
  }

  @Test
  void aCertificateOfTheGivenAuthorityIsTaken(@TempDir Path dir)
      throws IOException, InterruptedException, GeneralSecurityException {
    HttpsServer kubelet = selfSigned(dir);
    Path ca = dir.resolve("kubelet.pem");
    keytool("-exportcert", "-rfc", "-file", ca.toString(), "-keystore", store(dir));
    try (KubeletStats trusting =
        KubeletStats.open(
            settings(kubelet.getAddress().getPort(), Optional.of(ca), false),
            Duration.ofSeconds(5),
            nanos::get)) {
      trusting.ask(pods());

      soon()
          .untilAsserted(
              () -> {
                assertThat(trusting.notes()).isEmpty();
                assertThat(trusting.usage("ipfs", "repo-kubo-0")).isPresent();
              });
    } finally {
      kubelet.stop(0);
    }
  }

  private static HttpsServer selfSigned(Path dir)
      throws IOException, InterruptedException, GeneralSecurityException {
    keytool(
        "-genkeypair",
        "-keyalg",
        "RSA",
        "-dname",
        "CN=machine-1",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-keystore",
        store(dir));
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(store(dir)))) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(keys, "changeit".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    HttpsServer kubelet =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    kubelet.setHttpsConfigurator(new HttpsConfigurator(tls));
    kubelet.createContext("/stats/summary", exchange -> StubApi.send(exchange, 200, SUMMARY));
    kubelet.start();
    return kubelet;
  }

  private static String store(Path dir) {
    return dir.resolve("kubelet.p12").toString();
  }

  private static void keytool(String... what) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-alias",
                "kubelet",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit"));
    command.addAll(1, List.of(what));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
  }
}
