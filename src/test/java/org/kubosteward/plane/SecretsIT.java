package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every setting that takes a secret is given a marked one, and every output is searched for it. */
class SecretsIT {
  private static final String MARK = "mark3d";
  private static final String OPERATOR = "token-of-an-operator";
  private static final List<String> PAGES =
      List.of(
          "/",
          "/fragments/board",
          "/login",
          "/why?code=NODE_API_UNREACHABLE&node=a",
          "/api/v1/health",
          "/api/v1/fleet",
          "/api/v1/rounds",
          "/api/v1/decisions",
          "/api/v1/intents",
          "/api/v1/explain?code=NODE_API_UNREACHABLE&node=a",
          "/api/v1/sd/prometheus",
          "/api/v1/nothing");

  private final Path directory;
  private HttpServer echo;

  SecretsIT(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void listen() throws IOException {
    echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    echo.createContext("/", SecretsIT::repeat);
    echo.start();
  }

  @AfterEach
  void end() {
    echo.stop(0);
  }

  @Test
  void aSecretIsInNoLogPageAnswerOrMetricWhateverAServerRepeats() throws Exception {
    Path token = Files.writeString(directory.resolve("token"), MARK + "-alertmanager\n");
    try (PlaneProcess plane = plane(token).start()) {
      plane.await("the findings", () -> plane.has("NODE_API_UNREACHABLE", "a"));
      StringBuilder seen = new StringBuilder(pause(plane));

      Files.writeString(token, MARK + "-alertmanager\n" + MARK + "-second\n");
      seen.append(pause(plane));
      for (String page : PAGES) {
        seen.append(ask(HttpRequest.newBuilder(plane.api().resolve(page))));
      }
      seen.append(plane.metrics());

      assertThat(seen)
          .contains("it answers 400: you sent Bearer ***", "steward.alertmanager.token-file")
          .doesNotContain(MARK);
      assertThat(plane.logText()).doesNotContain(MARK);
      assertThat(plane.logText().lines().filter(line -> line.contains("forged")))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).doesNotStartWith("forged"));
    }
  }

  @Test
  void aStartThatIsRefusedRepeatsNoSecretAndHasNoStackTrace() {
    for (Map.Entry<String, String> wrong :
        List.of(
            Map.entry("steward.journal.url", "jdbc:mysql://root:mark3d@db/x"),
            Map.entry("steward.journal.url", "jdbc:postgresql://steward:mark3d@db:5432/x"),
            Map.entry("steward.journal.url", "jdbc:postgresql://db/x?user=u&PassWord = mark3d"),
            Map.entry("steward.journal.url", "jdbc:postgresql://db/x?user=u&pass%77ord=mark3d"),
            Map.entry("steward.journal.url", "jdbc:h2:file:x;PASSWORD=mark3d"),
            Map.entry("steward.journal.url", "postgres:mark3d"),
            Map.entry("steward.fleet.nodes.\"a\".api", "http://u:mark3d@ho st:5001"),
            Map.entry("steward.fleet.nodes.\"a\".api", "http://u:mark3d@host:5001"),
            Map.entry("steward.fleet.nodes.\"a\".gateway", "http://u:mark3d@host:8080"),
            Map.entry("steward.alertmanager.url", "http://u:mark3d@host:9093"),
            Map.entry("steward.alertmanager.url", "u:mark3d@ho st:9093"))) {
      try (PlaneProcess plane =
          new PlaneProcess(directory.resolve("refused-" + wrong.hashCode()))) {
        if (wrong.getKey().endsWith("gateway")) {
          plane.with("steward.fleet.nodes.\"a\".api", "http://host:5001");
        }
        plane.with(wrong.getKey(), wrong.getValue()).start();
        assertThat(plane.exitCode()).as(wrong.toString()).isNotZero();
        assertThat(plane.logText())
            .as(wrong.toString())
            .contains(wrong.getKey())
            .doesNotContain(MARK, "\tat ");
      }
    }
  }

  private PlaneProcess plane(Path token) throws NoSuchAlgorithmException {
    String url = "http://127.0.0.1:" + echo.getAddress().getPort();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(OPERATOR.getBytes(StandardCharsets.UTF_8));
    return new PlaneProcess(directory.resolve("plane"))
        .with("steward.fleet.nodes.\"a\".api", url)
        .with("steward.fleet.nodes.\"a\".bearer-token", MARK + "-bearer")
        .with("steward.fleet.nodes.\"b\".api", url.replace("127.0.0.1", "127.0.0.2"))
        .with("steward.fleet.nodes.\"b\".basic", "user:" + MARK + "-basic")
        .with("steward.journal.password", MARK + "-journal")
        .with("steward.alertmanager.url", url)
        .with("steward.alertmanager.token-file", token)
        .with("steward.api.tokens.\"operator\".sha256", HexFormat.of().formatHex(hash))
        .with("steward.api.tokens.\"operator\".scopes", "read,operate");
  }

  private static String pause(PlaneProcess plane) {
    return ask(
        HttpRequest.newBuilder(plane.api().resolve("/api/v1/intents"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"kind\":\"pause\",\"reason\":\"racks\",\"expiresIn\":\"1h\",\"silence\":true}")));
  }

  private static String ask(HttpRequest.Builder request) {
    try {
      return HttpClient.newHttpClient()
          .send(
              request.header("Authorization", "Bearer " + OPERATOR).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /**
   * To kubo's callers an error of kubo's, to others a refusal: what was sent, and a second line.
   */
  private static void repeat(HttpExchange exchange) throws IOException {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    boolean kubo = URI.create("/").resolve(exchange.getRequestURI()).getPath().contains("/api/v0");
    String said = "you sent " + sent + (kubo ? "\\n" : "\n") + "forged line";
    byte[] body =
        (kubo ? "{\"Message\":\"" + said + "\",\"Code\":0,\"Type\":\"error\"}" : said)
            .getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .add("Content-Type", kubo ? "application/json" : "text/plain; charset=utf-8");
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(kubo ? 500 : 400, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
