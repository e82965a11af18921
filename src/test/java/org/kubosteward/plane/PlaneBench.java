package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.text.FreePort;

/**
 * What the plane costs: CPU a node and round over 200 stub nodes, beside json_exporter asking five
 * of the same questions; scrape time, bytes and heap at 1,000. Absolute figures depend on the
 * machine; the ratio is taken in one run.
 */
class PlaneBench {
  private static final int CALLS_A_NODE = 11;
  private static final List<String> FIVE =
      List.of("id", "swarm/peers", "stats/bw", "repo/stat?size-only=true", "bitswap/stat");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path directory;

  PlaneBench(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void cpuANodeAndRoundBesideJsonExporter() throws Exception {
    try (StubFleet fleet = new StubFleet(200);
        PlaneProcess plane = plane(fleet).start()) {
      plane.await("the warm-up", () -> round(plane) > 25);
      long firstRound = round(plane);
      double before = cpuSeconds(plane.pid());
      plane.await("the measured rounds", () -> round(plane) >= firstRound + 20);
      double cpu = cpuSeconds(plane.pid()) - before;
      long rounds = round(plane) - firstRound;
      double aNode = cpu / rounds / 200;
      say(
          "plane: %.0f us CPU a node and round (%d calls, judged and recorded)",
          aNode * 1e6, CALLS_A_NODE);
      say("plane: %.0f us CPU a call, all included", aNode * 1e6 / CALLS_A_NODE);
      double other = jsonExporter(fleet);
      say("json_exporter: %.0f us CPU a node and round (5 calls)", other * 1e6);
      say("json_exporter: %.0f us CPU a call", other * 1e6 / FIVE.size());
      say("ratio a call, plane / json_exporter: %.2f", (aNode / CALLS_A_NODE) / (other / 5));
    }
  }

  @Test
  void scrapeTimeAndBytesAndHeapAtAThousandNodes() {
    try (StubFleet fleet = new StubFleet(1000);
        PlaneProcess plane = plane(fleet).with("steward.round.every", "15s").start()) {
      plane.await("three rounds over 1,000 nodes", () -> round(plane) >= 3);
      List<Long> millis = new ArrayList<>();
      String body = "";
      for (int i = 0; i < 30; i++) {
        long start = System.nanoTime();
        body = plane.metrics();
        millis.add((System.nanoTime() - start) / 1_000_000);
      }
      millis.sort(null);
      say(
          "scrape at 1,000 nodes: median %d ms, worst %d ms, %.1f MB, %d series of ours",
          millis.get(15),
          millis.get(29),
          body.length() / 1e6,
          body.lines().filter(line -> line.startsWith("steward_")).count());
      say("round over 1,000 nodes: %s s", value(body, "steward_round_duration_seconds"));
      say("heap used: %.0f MB of 256", heap(body) / 1e6);
    }
  }

  /** CPU seconds that json_exporter takes to ask each node five questions once. */
  private double jsonExporter(StubFleet fleet) throws Exception {
    int port = FreePort.take();
    Path config = directory.resolve("json_exporter.yml");
    Files.writeString(
        config,
        """
        modules:
          kubo:
            body:
              content: ""
            metrics:
              - name: kubo_any
                path: '{ .TotalIn }'
        """);
    Process exporter =
        new ProcessBuilder(
                tool("json_exporter"),
                "--config.file=" + config,
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=error")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("json_exporter.log").toFile())
            .start();
    try {
      Awaitility.await("json_exporter")
          .ignoreExceptions()
          .until(
              () -> {
                get("http://127.0.0.1:" + port + "/metrics");
                return true;
              });
      askAll(fleet, port);
      double before = cpuSeconds(exporter.pid());
      int rounds = 5;
      for (int i = 0; i < rounds; i++) {
        askAll(fleet, port);
      }
      return (cpuSeconds(exporter.pid()) - before) / rounds / fleet.apis().size();
    } finally {
      exporter.destroyForcibly();
    }
  }

  private static void askAll(StubFleet fleet, int port) {
    for (String api : fleet.apis()) {
      for (String call : FIVE) {
        String target = URLEncoder.encode(api + "/api/v0/" + call, StandardCharsets.UTF_8);
        get("http://127.0.0.1:%d/probe?module=kubo&target=%s".formatted(port, target));
      }
    }
  }

  private PlaneProcess plane(StubFleet fleet) {
    PlaneProcess plane =
        new PlaneProcess(directory.resolve("plane"))
            .compiledAsShipped()
            .with("steward.round.every", "1s")
            .with("steward.mode", "observe")
            .with("steward.probe.canary-max", 0)
            .with("steward.health.lag-max", "10m");
    IntStream.range(0, fleet.apis().size())
        .forEach(
            i -> plane.with("steward.fleet.nodes.\"n%04d\".api".formatted(i), fleet.apis().get(i)));
    return plane;
  }

  private static long round(PlaneProcess plane) {
    return plane.health().path("round").asLong();
  }

  private static double heap(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private static String value(String metrics, String name) {
    Matcher line = Pattern.compile("^" + name + " (.*)$", Pattern.MULTILINE).matcher(metrics);
    return line.find() ? line.group(1) : "?";
  }

  private static void get(String address) {
    try {
      HTTP.send(
          HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String tool(String name) throws IOException {
    Process get =
        new ProcessBuilder("lab/get", name).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new String(get.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  /** User and system seconds of a process so far, at 100 ticks a second as Linux counts. */
  private static double cpuSeconds(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      List<String> fields =
          Pattern.compile(" ").splitAsStream(stat.substring(stat.lastIndexOf(')') + 2)).toList();
      return (Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12))) / 100.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(String format, Object... figures) {
    System.out.println("bench: " + String.format(Locale.ROOT, format, figures));
  }
}
