package org.kubosteward.metrics;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.kubosteward.text.FreePort;

/** A real Alertmanager with the shipped files, quickened, and what it sends. */
final class Alertmanager implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<AlertRule> RULES = AlertRule.all();
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Longer than group_wait and group_interval together, as quickened. */
  private static final Duration QUIET = Duration.ofSeconds(4);

  private final Path directory;
  private final HttpServer sink;
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<Map<String, String>> heard = new CopyOnWriteArrayList<>();
  private final int port = FreePort.take();
  private volatile Instant last = Instant.now();
  private @Nullable Process process;
  private String config = "alertmanager.yaml";
  private List<String> flags = List.of();

  /** An alert that fires. */
  record Firing(Map<String, String> labels) {
    static Firing of(String cluster, String name, String severity, String node) {
      Map<String, String> labels = new TreeMap<>();
      labels.put("alertname", name);
      labels.put("severity", severity);
      labels.put("cluster", cluster);
      if (!node.isEmpty()) {
        labels.put("namespace", "ipfs");
        labels.put("node", node);
      }
      return new Firing(labels);
    }
  }

  Alertmanager(Path directory) throws IOException {
    this.directory = directory;
    this.sink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sink.createContext("/", this::take);
    sink.start();
  }

  /** The shipped file, or one of the examples with the shipped routes, talking to us. */
  Path configured(String name) throws IOException {
    String shipped = AlertRule.text(AlertRule.ALERTS.resolve("alertmanager.yaml"));
    String text =
        name.equals("alertmanager.yaml")
            ? shipped
            : shipped.substring(0, shipped.indexOf("\nreceivers:") + 1)
                + AlertRule.text(AlertRule.ALERTS.resolve("examples").resolve(name));
    String address = "http://127.0.0.1:" + sink.getAddress().getPort();
    return Files.writeString(
        directory.resolve(name),
        text.replace("http://127.0.0.1:9095", address)
            .replace("api_url_file: /etc/alertmanager/slack-url", "api_url: " + address + "/slack")
            .replace(
                "templates/*.tmpl",
                AlertRule.ALERTS.toAbsolutePath().resolve("templates/*.tmpl").toString())
            .replace("group_wait: 10s", "group_wait: 2s")
            .replace("group_interval: 1m", "group_interval: 1s"));
  }

  void start(String name, String... more) throws Exception {
    config = name;
    flags = List.of(more);
    List<String> command =
        new ArrayList<>(
            List.of(
                new LabTool("alertmanager").path(),
                "--config.file=" + configured(name),
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--web.external-url=https://alertmanager.example.org",
                "--web.route-prefix=/",
                "--cluster.listen-address="));
    command.addAll(flags);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("alertmanager.log").toFile()))
            .start();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> send(HttpRequest.newBuilder(uri("/-/ready"))) == 200);
  }

  void restart() throws Exception {
    end();
    start(config, flags.toArray(String[]::new));
  }

  void fire(Firing... alerts) throws Exception {
    fire(Instant.now(), alerts);
  }

  /** Fires alerts with the annotations that their rules have, their labels filled in. */
  void fire(Instant since, Firing... alerts) throws Exception {
    List<Map<String, Object>> body = new ArrayList<>();
    for (Firing alert : alerts) {
      Map<String, String> labels = alert.labels();
      body.add(
          Map.of(
              "labels",
              labels,
              "annotations",
              annotations(labels),
              "startsAt",
              since.toString(),
              "endsAt",
              Instant.now().plusSeconds(600).toString()));
    }
    last = Instant.now();
    int status =
        send(
            HttpRequest.newBuilder(uri("/api/v2/alerts"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    if (status != 200) {
      throw new AssertionError("Alertmanager answers " + status);
    }
  }

  /** Waits until nothing has come for a while. */
  void settle() {
    await().atMost(Duration.ofSeconds(40)).until(() -> last.plus(QUIET).isBefore(Instant.now()));
  }

  /** What came, a line each: the receiver's path, the alert, how many of it. */
  List<String> received() {
    return List.copyOf(received);
  }

  /** The labels of every alert that came. */
  List<Map<String, String>> heard() {
    return List.copyOf(heard);
  }

  /** The rendered pages: title, then text. */
  List<String> texts() {
    return List.copyOf(texts);
  }

  private static Map<String, String> annotations(Map<String, String> labels) {
    Map<String, String> filled = new TreeMap<>();
    RULES.stream()
        .filter(rule -> rule.alert().equals(labels.get("alertname")))
        .filter(rule -> rule.severity().equals(labels.get("severity")))
        .findFirst()
        .ifPresent(
            rule ->
                rule.annotations()
                    .forEach((name, text) -> filled.put(name, fill(name, text, labels))));
    return filled;
  }

  private static String fill(String name, String text, Map<String, String> labels) {
    if (name.equals("plane")) {
      return "Now: left to people. Last hour: reconnect-peer done 3 times; ";
    }
    String filled = text;
    for (String label : List.of("cluster", "namespace", "node")) {
      filled = filled.replace("{{ $labels." + label + " }}", labels.getOrDefault(label, ""));
    }
    return filled;
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody());
      last = Instant.now();
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/slack")) {
        JsonNode page = body.path("attachments").path(0);
        texts.add(page.path("title").asText() + "\n\n" + page.path("text").asText());
      } else {
        Dashboard.elements(body.path("alerts"))
            .forEach(alert -> heard.add(JSON.convertValue(alert.path("labels"), LABELS)));
        received.add(
            path
                + " "
                + body.path("groupLabels").path("alertname").asText()
                + " x"
                + body.path("alerts").size());
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return HTTP.send(
            request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private void end() {
    if (process != null) {
      process.destroy();
      process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join().destroyForcibly();
    }
  }

  @Override
  public void close() {
    end();
    sink.stop(0);
  }
}
