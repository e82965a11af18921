package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Connections that send half a body, against the packaged plane; of another build too, where {@code
 * -Dbench.before} names its directory {@code quarkus-app}.
 */
class HalfBodiesIT {
  private static final String TOKEN = "a token of the bench";
  private static final int CONNECTIONS = 205;
  private static final Duration HELD =
      Duration.ofSeconds(Long.getLong("bench.half-bodies.seconds", 30L));
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** A measure, taken where two builds are measured beside each other. */
  private static final Duration ALIVE_WITHIN = Duration.ofMillis(100);

  /** What a kubelet waits for a probe that names no timeout; true on a busy machine too. */
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final Path directory;

  HalfBodiesIT(@TempDir Path directory) {
    this.directory = directory;
  }

  /** What was seen meanwhile. */
  private record Seen(Duration betweenRounds, Duration alive, int logins, int tries, long faults) {}

  @Test
  void halfBodiesTakeNoThreadFromRoundsProbesAndPeople() throws Exception {
    Map<String, Seen> seen = new LinkedHashMap<>();
    Optional<String> before = Optional.ofNullable(System.getProperty("bench.before"));
    try (StubFleet fleet = new StubFleet(3)) {
      seen.put("this build", during(fleet, Path.of("target/quarkus-app/quarkus-run.jar")));
      if (before.isPresent()) {
        seen.put("before", during(fleet, Path.of(before.get(), "quarkus-run.jar")));
      }
    }
    seen.forEach((build, figures) -> System.out.println("half bodies, " + build + ": " + figures));
    Seen now = seen.get("this build");
    assertThat(now.betweenRounds()).isLessThan(EVERY.multipliedBy(2));
    assertThat(now.alive()).isLessThan(before.isPresent() ? ALIVE_WITHIN : PROBE_TIMEOUT);
    assertThat(now.logins()).isEqualTo(now.tries()).isPositive();
    assertThat(now.faults()).as("lines of level ERROR").isZero();
  }

  @Test
  void http2WithoutTlsIsRefusedAtBothPorts() throws Exception {
    try (StubFleet fleet = new StubFleet(1);
        PlaneProcess plane = plane("http2", fleet).start()) {
      plane.await("the plane to be alive", () -> alive(plane).isPresent());
      for (int port : List.of(plane.api().getPort(), plane.management())) {
        assertThat(said(port, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0")).isEmpty();
        assertThat(
                said(
                    port,
                    "GET /q/health/live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings,"
                        + " close\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n"))
            .startsWith("HTTP/1.1 ")
            .doesNotContain("101 Switching");
      }
    }
  }

  private Seen during(StubFleet fleet, Path jar) throws Exception {
    try (PlaneProcess plane = plane(jar.toAbsolutePath().toString().hashCode() + "", fleet)) {
      plane.builtAs(jar).start();
      plane.await("a few rounds", () -> plane.health().path("round").asLong() >= 5);
      login(plane);
      Instant began = Instant.now();
      int[] counts = new int[2];
      Duration[] slowest = {Duration.ZERO};
      try (HalfBodies bodies = new HalfBodies(plane.api(), CONNECTIONS)) {
        Awaitility.await()
            .atMost(HELD.plusSeconds(60))
            .pollInterval(Duration.ofMillis(200))
            .until(
                () -> {
                  bodies.keepUp();
                  Duration took = alive(plane).orElse(PATIENCE);
                  slowest[0] = took.compareTo(slowest[0]) > 0 ? took : slowest[0];
                  counts[0] += login(plane) ? 1 : 0;
                  counts[1]++;
                  return Duration.between(began, Instant.now()).compareTo(HELD) >= 0;
                });
      }
      plane.await("a round after it", () -> !gap(plane, began).isZero());
      long faults = plane.logText().lines().filter(line -> line.contains(" ERROR ")).count();
      return new Seen(gap(plane, began), slowest[0], counts[0], counts[1], faults);
    }
  }

  /** The longest time between two rounds since then. */
  private static Duration gap(PlaneProcess plane, Instant since) {
    Duration longest = Duration.ZERO;
    Instant last = null;
    for (Instant at : plane.rounds()) {
      if (last != null && at.isAfter(since)) {
        Duration between = Duration.between(last, at);
        longest = between.compareTo(longest) > 0 ? between : longest;
      }
      last = at;
    }
    return longest;
  }

  private PlaneProcess plane(String name, StubFleet fleet) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    PlaneProcess plane =
        new PlaneProcess(directory.resolve(name))
            .with("steward.round.every", EVERY.toSeconds() + "s")
            .with(
                "steward.api.tokens.\"bench\".sha256",
                HexFormat.of().formatHex(digest.digest(TOKEN.getBytes(StandardCharsets.UTF_8))))
            .with("steward.api.tokens.\"bench\".scopes", "read,operate");
    for (int i = 0; i < fleet.apis().size(); i++) {
      plane.with("steward.fleet.nodes.\"kubo-%d\".api".formatted(i + 1), fleet.apis().get(i));
    }
    return plane;
  }

  /** How long the probe of its life took; empty when it did not answer well. */
  private static Optional<Duration> alive(PlaneProcess plane) {
    URI live = URI.create("http://127.0.0.1:" + plane.management() + "/q/health/live");
    Instant asked = Instant.now();
    return status(HttpRequest.newBuilder(live)) == 200
        ? Optional.of(Duration.between(asked, Instant.now()))
        : Optional.empty();
  }

  private static boolean login(PlaneProcess plane) {
    return status(
            HttpRequest.newBuilder(plane.api().resolve("/login"))
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + TOKEN.replace(' ', '+'))))
        == 303;
  }

  private static int status(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException refused) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** What comes back until the connection ends, or, where it is kept open, the first of it. */
  private static String said(int port, String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = new byte[1024];
      int length = Math.max(0, socket.getInputStream().read(answer));
      return new String(answer, 0, length, StandardCharsets.ISO_8859_1);
    }
  }
}
