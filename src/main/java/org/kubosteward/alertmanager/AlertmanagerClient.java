package org.kubosteward.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SSLOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;
import org.kubosteward.text.TokenFile;

/** Speaks Alertmanager's API v2, a deadline on every call. */
public final class AlertmanagerClient {
  /** Thousands of silences fit; more would be somebody's mistake. */
  private static final int BODY_MOST = 4 << 20;

  /** What it says when it refuses is a sentence. */
  private static final int SAID_MOST = 300;

  /** It is asked twice a minute, and for each pause. */
  private static final int CONNECTIONS_MOST = 4;

  private static final int WAITING_MOST = 64;

  private static final String TOKEN_SETTING = "steward.alertmanager.token-file";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String base;
  private final Optional<Path> tokenFile;
  private final Duration deadline;
  private final WebClient web;

  private AlertmanagerClient(
      URI url,
      Optional<Path> tokenFile,
      Duration deadline,
      Vertx vertx,
      Consumer<HttpClientOptions> tls) {
    this.base = url.toString().replaceAll("/+$", "") + "/api/v2/";
    this.tokenFile = tokenFile;
    this.deadline = deadline;
    WebClientOptions options = options(deadline, tls);
    this.web =
        WebClient.wrap(
            vertx
                .httpClientBuilder()
                .with(options)
                .withConnectHandler(connection -> bound(vertx, connection, deadline))
                .build(),
            options);
  }

  /** One call has one connection, and an answer that trickles would hold it for ever. */
  private static void bound(Vertx vertx, HttpConnection connection, Duration deadline) {
    long late = vertx.setTimer(deadline.toMillis(), now -> connection.close());
    connection.closeHandler(closed -> vertx.cancelTimer(late));
  }

  /**
   * That of the Alertmanager that the settings name; empty where they name none. Nothing is sent
   * yet.
   *
   * @param tls sets which CAs are trusted and which certificate is shown
   * @throws IllegalArgumentException naming the setting that is wrong and the fix
   */
  public static Optional<AlertmanagerClient> of(
      AlertmanagerConfig config, Vertx vertx, Consumer<HttpClientOptions> tls) {
    return config
        .url()
        .map(AlertmanagerClient::address)
        .map(
            url ->
                new AlertmanagerClient(
                    url, config.tokenFile().map(Path::of), config.deadline(), vertx, tls));
  }

  private static URI address(URI url) {
    boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!web || url.getHost() == null) {
      throw new IllegalArgumentException(
          "steward.alertmanager.url is no address; write it like http://alertmanager:9093");
    }
    if (url.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "steward.alertmanager.url holds credentials; put a bearer token into a file and name it"
              + " in steward.alertmanager.token-file");
    }
    return url;
  }

  private static WebClientOptions options(Duration deadline, Consumer<HttpClientOptions> tls) {
    int millis = Math.toIntExact(deadline.toMillis());
    WebClientOptions options = new WebClientOptions();
    tls.accept(options);
    options
        .setFollowRedirects(false)
        .setMaxPoolSize(CONNECTIONS_MOST)
        .setMaxWaitQueueSize(WAITING_MOST)
        // Calls are rare: a connection that was kept would be old, and so would its certificates.
        .setKeepAlive(false)
        .setConnectTimeout(millis)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setReadIdleTimeout(millis);
    return options;
  }

  /** From now on these are the CAs and the certificate; answers whether they are others. */
  CompletionStage<Boolean> trust(SSLOptions renewed) {
    return web.updateSSLOptions(renewed).toCompletionStage();
  }

  /** Makes it, and answers its id. */
  CompletableFuture<String> create(Silence wanted, Instant from) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode matchers = body.putArray("matchers");
    for (Matcher matcher : wanted.matchers()) {
      matchers
          .addObject()
          .put("name", matcher.name())
          .put("value", matcher.value())
          .put("isRegex", matcher.regex())
          .put("isEqual", matcher.equal());
    }
    body.put("startsAt", from.toString())
        .put("endsAt", wanted.endsAt().toString())
        .put("createdBy", wanted.author())
        .put("comment", wanted.comment());
    return send(HttpMethod.POST, "silences", body.toString())
        .thenApply(text -> tree(text).path("silenceID").asText());
  }

  /** Ends it now. */
  CompletableFuture<String> expire(String id) {
    String path = "silence/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    return send(HttpMethod.DELETE, path, "");
  }

  /** Those that hold or will. */
  CompletableFuture<List<Silence>> list() {
    return send(HttpMethod.GET, "silences", "").thenApply(AlertmanagerClient::silences);
  }

  private CompletableFuture<String> send(HttpMethod method, String path, String json) {
    CompletableFuture<HttpResponse<String>> answer = new CompletableFuture<>();
    try {
      HttpRequest<String> request =
          web.requestAbs(method, base + path)
              .timeout(deadline.toMillis())
              .as(new BoundedText(BODY_MOST, answer));
      tokenFile.ifPresent(
          file ->
              request.putHeader("Authorization", "Bearer " + TokenFile.read(file, TOKEN_SETTING)));
      Future<HttpResponse<String>> sent =
          json.isEmpty()
              ? request.send()
              : request
                  .putHeader("Content-Type", "application/json")
                  .sendBuffer(Buffer.buffer(json));
      sent.onComplete(answer::complete, answer::completeExceptionally);
    } catch (IllegalStateException | IllegalArgumentException wrong) {
      return CompletableFuture.failedFuture(wrong);
    }
    return answer
        .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(AlertmanagerClient::accepted);
  }

  private static String accepted(HttpResponse<String> answer) {
    String body = Optional.ofNullable(answer.body()).orElse("");
    if (answer.statusCode() / 100 != 2) {
      String said = body.strip();
      throw new IllegalStateException(
          "it answers %d: %s"
              .formatted(
                  answer.statusCode(), said.substring(0, Math.min(SAID_MOST, said.length()))));
    }
    return body;
  }

  private static List<Silence> silences(String text) {
    List<Silence> all = new ArrayList<>();
    for (JsonNode item : tree(text)) {
      if (!item.path("status").path("state").asText().equals("expired")) {
        silence(item).ifPresent(all::add);
      }
    }
    return all;
  }

  private static Optional<Silence> silence(JsonNode item) {
    List<Matcher> matchers = new ArrayList<>();
    for (JsonNode m : item.path("matchers")) {
      matchers.add(
          new Matcher(
              m.path("name").asText(),
              m.path("value").asText(),
              m.path("isRegex").asBoolean(),
              m.path("isEqual").asBoolean(true)));
    }
    try {
      return Optional.of(
          new Silence(
              item.path("id").asText(),
              shown(item.path("createdBy").asText()),
              shown(item.path("comment").asText()),
              OffsetDateTime.parse(item.path("endsAt").asText()).toInstant(),
              matchers));
    } catch (DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  /** Anybody who reaches the Alertmanager writes these, and they are on our page. */
  private static String shown(String text) {
    return Line.of(Secrets.strike(text));
  }

  private static JsonNode tree(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException notJson) {
      throw new IllegalStateException("it answers no JSON: is this an Alertmanager?", notJson);
    }
  }
}
