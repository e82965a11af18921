package org.kubosteward.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.kubosteward.text.FreePort;

/** A real Prometheus and a real Alertmanager with the files that are shipped, and a pager. */
final class Paging implements AutoCloseable {
  private static final Path ALERTS = Path.of("alerts");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Path directory;
  private final Tempo tempo;
  private final Pager pager = new Pager();
  private final int prometheusPort = FreePort.take();
  private final int alertmanagerPort = FreePort.take();
  private final List<Process> processes = new ArrayList<>();

  Paging(Path directory, Tempo tempo) throws IOException, InterruptedException {
    this.directory = Files.createDirectories(directory.toAbsolutePath());
    this.tempo = tempo;
    configure();
    startAlertmanager();
    startPrometheus();
  }

  Pager pager() {
    return pager;
  }

  /** Scrapes this plane from now on, and no other; its series carry {@code cluster}. */
  void watch(PlaneProcess plane, String cluster) {
    target(
        """
        [{"targets": ["127.0.0.1:%d"], "labels": {"cluster": "%s", "namespace": "kubo-steward"}}]
        """
            .formatted(plane.management(), cluster));
    await(
        "a scrape of the plane",
        () -> !query("steward_leader{cluster=\"%s\"}".formatted(cluster)).isEmpty());
  }

  /** Scrapes nothing. */
  void lookAway() {
    target("[]");
  }

  /** Whether Prometheus says that the drill's alert fires, in its tier if it has one. */
  boolean fires(Drill drill) {
    return fires(
        List.of(drill.alert()), drill.tier().isEmpty() ? ".+" : drill.tier(), drill.name());
  }

  /** Whether any of these fires. */
  boolean firesAny(List<String> alerts, String cluster) {
    return fires(alerts, ".+", cluster);
  }

  private boolean fires(List<String> alerts, String severity, String cluster) {
    return !query(
            "ALERTS{alertname=~\"%s\",severity=~\"%s\",alertstate=\"firing\",cluster=~\"|%s\"}"
                .formatted(String.join("|", alerts), severity, cluster))
        .isEmpty();
  }

  JsonNode query(String promql) {
    return get("http://127.0.0.1:%d/api/v1/query?query=%s"
            .formatted(prometheusPort, URLEncoder.encode(promql, StandardCharsets.UTF_8)))
        .path("data")
        .path("result");
  }

  void await(String what, java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(tempo.patience())
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .until(condition);
  }

  private void configure() throws IOException {
    Path rules = Files.createDirectories(directory.resolve("rules"));
    try (Stream<Path> files = Files.list(ALERTS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".rules.yaml")).toList()) {
        Files.writeString(rules.resolve(file.getFileName()), tempo.rules(Files.readString(file)));
      }
    }
    lookAway();
    Files.writeString(
        directory.resolve("prometheus.yml"),
        """
        global: {scrape_interval: %1$ds, evaluation_interval: %1$ds, scrape_timeout: 1s}
        rule_files: ["rules/*.rules.yaml"]
        alerting:
          alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%2$d"]}]}]
        scrape_configs:
          - job_name: kubo-steward
            metrics_path: /q/metrics
            honor_labels: true
            file_sd_configs: [{files: [targets.json], refresh_interval: 1s}]
        """
            .formatted(tempo.every(), alertmanagerPort));
    Files.writeString(
        directory.resolve("alertmanager.yaml"),
        tempo.routes(
            Files.readString(ALERTS.resolve("alertmanager.yaml")),
            pager.address(),
            ALERTS.toAbsolutePath().resolve("templates/*.tmpl").toString()));
  }

  private void startAlertmanager() throws IOException, InterruptedException {
    start(
        "alertmanager",
        "--config.file=alertmanager.yaml",
        "--storage.path=alertmanager",
        "--web.listen-address=127.0.0.1:" + alertmanagerPort,
        "--cluster.listen-address=");
    await(
        "Alertmanager",
        () ->
            get("http://127.0.0.1:%d/api/v2/status".formatted(alertmanagerPort))
                .has("versionInfo"));
  }

  private void startPrometheus() throws IOException, InterruptedException {
    start(
        "prometheus",
        "--config.file=prometheus.yml",
        "--storage.tsdb.path=prometheus",
        // Else an alert that had waited for long is taken for one from before the start.
        "--rules.alert.for-grace-period=0s",
        "--rules.alert.resend-delay=" + tempo.every() + "s",
        "--web.listen-address=127.0.0.1:" + prometheusPort);
    await("Prometheus", () -> !query("vector(1)").isEmpty());
  }

  private void start(String tool, String... arguments) throws IOException, InterruptedException {
    Process get =
        new ProcessBuilder("lab/get", tool).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String path = new String(get.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (get.waitFor() != 0) {
      throw new AssertionError("lab/get " + tool + " failed; what it says is above");
    }
    List<String> command = new ArrayList<>(List.of(path));
    command.addAll(List.of(arguments));
    processes.add(
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(tool + ".log").toFile())
            .start());
  }

  private void target(String json) {
    try {
      // Moved into its place: Prometheus must not read half of it.
      Path aside = Files.writeString(directory.resolve("targets.new"), json);
      Files.move(aside, directory.resolve("targets.json"), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode get(String uri) {
    try {
      return JSON.readTree(
          HTTP.send(
                  HttpRequest.newBuilder(URI.create(uri)).timeout(Duration.ofSeconds(5)).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    for (Process process : processes) {
      process.destroy();
      process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().destroyForcibly();
    }
    pager.close();
  }
}
