package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kubosteward.metrics.Rounds.id;
import static org.kubosteward.metrics.Scenes.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Reading;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.Round;
import org.kubosteward.metrics.Dashboard.Panel;
import org.kubosteward.metrics.Tally.ActionGuard;
import org.kubosteward.metrics.Tally.ActionResult;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;
import org.kubosteward.remedy.Plan;
import org.kubosteward.text.FreePort;

/** Every panel in a real Prometheus that scrapes a busy fleet: no error, no empty answer. */
class DashboardIT {
  private static final Duration START = Duration.ofSeconds(60);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), ([a-z]+)\\)");
  private static final AtomicLong SCRAPES = new AtomicLong();

  private static HttpServer plane;
  private static Process prometheus;
  private static String address;

  @BeforeAll
  static void scrapeABusyFleet(@TempDir Path directory) throws Exception {
    plane = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    plane.createContext(
        "/metrics",
        exchange -> {
          byte[] body =
              Exposition.text(busy(SCRAPES.incrementAndGet()).families())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    plane.start();
    int port = FreePort.take();
    address = "http://127.0.0.1:" + port;
    Path config =
        Files.writeString(
            directory.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: [trends.yml]
            scrape_configs:
              - job_name: steward
                honor_labels: true
                static_configs: [{targets: ["127.0.0.1:%d"], labels: {namespace: kubo-steward}}]
            """
                .formatted(plane.getAddress().getPort()));
    // Panels show what the rules record, so that they say the same as the alerts.
    Files.writeString(
        directory.resolve("trends.yml"),
        AlertRule.text(Path.of("alerts/trends.rules.yaml"))
            .replace("interval: 1m", "interval: 1s"));
    prometheus =
        new ProcessBuilder(
                new LabTool("prometheus").path(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    await()
        .atMost(START)
        .ignoreExceptions()
        .until(
            () ->
                query("count_over_time(steward_leader[1m])").path(0).path("value").path(1).asInt()
                    > 3);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    plane.stop(0);
    prometheus.destroy();
    if (!prometheus.waitFor(10, TimeUnit.SECONDS)) {
      prometheus.destroyForcibly();
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void answersEveryPanel(Panel panel) {
    panel.queries().forEach(DashboardIT::answers);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void answersEveryAnnotation(Dashboard dashboard) {
    assertThat(dashboard.annotations())
        .isNotEmpty()
        .allSatisfy(annotation -> answers(annotation.path("target").path("expr").asText()));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void hasSomethingToChooseForEveryVariable(Dashboard dashboard) {
    assertThat(dashboard.variables())
        .filteredOn(variable -> variable.path("type").asText().equals("query"))
        .extracting(variable -> variable.path("query").path("query").asText())
        .allSatisfy(
            query -> {
              Matcher values = LABEL_VALUES.matcher(query);
              assertThat(values.matches()).as(query).isTrue();
              answers("count by (%s) (%s)".formatted(values.group(2), values.group(1)));
            });
  }

  private static void answers(String query) {
    String asked =
        query
            .replace("$cluster", ".*")
            .replace("$namespace", ".*")
            .replace("$node", ".*")
            .replace("$__rate_interval", "10s");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(query(asked)).as(asked).isNotEmpty());
  }

  @Test
  void keepsTheNamespaceOfTheNode() throws Exception {
    assertThat(query("steward_node_up{namespace=\"ipfs\"}")).hasSize(3);
    assertThat(query("{exported_namespace!=\"\"}")).isEmpty();
  }

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  static List<Panel> panels() {
    return Dashboard.all().stream().flatMap(dashboard -> dashboard.panels().stream()).toList();
  }

  /** A fleet in which everything happens; counters move with every scrape. */
  private static Scrape busy(long scrapes) {
    Intent mute =
        Intents.asked(
            1,
            Intent.Kind.MUTE,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Code.PEERS_LOW),
            "ann",
            "known",
            Rounds.AT,
            Optional.empty());
    Finding low = finding(Code.PEERS_LOW, Subject.of(id(0)), Level.WARN);
    Finding full = finding(Code.REPO_FULL, Subject.of(id(1)), Level.CRIT);
    Round quiet = Rounds.round(inPods(Rounds.mesh(3)), List.of(low, full), mute);
    Decision refused =
        new Decision.Refuse(full, new CollectGarbage(id(1)), "writer-running", "a pin runs");
    return new Scrape(
        Optional.of(
            new Round(
                quiet.picture(),
                Optional.of(ContentFamiliesTest.some().on(quiet.picture())),
                quiet.report(),
                new Plan(List.of(new Decision.Leave(low, "for people"), refused)),
                quiet.intents(),
                quiet.policy(),
                true,
                quiet.took())),
        true,
        true,
        new Rounds.Counted(
            Map.of(new ActionResult(ActionKind.RECONNECT_PEER, Attempt.Result.DONE), scrapes),
            Map.of(new ActionGuard(ActionKind.REFRESH_LINK, "paused"), scrapes)),
        Rounds.TURNING);
  }

  /** The same nodes, each in a pod on a volume of which its kubelet tells. */
  private static FleetSnapshot inPods(FleetSnapshot fleet) {
    Reading<Pod> pod =
        Fleets.healthy(1)
            .inPods()
            .pod("kubo-1", inside -> PodDraft.inodes(inside, 400, 1000))
            .view("kubo-1")
            .pod();
    return Rounds.fleet(fleet.views().map(view -> view.with(Question.POD, pod)).toList());
  }

  private static JsonNode query(String promql) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(
                    URI.create(
                        address
                            + "/api/v1/query?query="
                            + URLEncoder.encode(promql, StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(10))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    JsonNode json = JSON.readTree(answer.body());
    assertThat(json.path("status").asText()).as(answer.body()).isEqualTo("success");
    return json.path("data").path("result");
  }
}
