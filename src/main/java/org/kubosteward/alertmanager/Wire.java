package org.kubosteward.alertmanager;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;
import org.kubosteward.text.TokenFile;

/** Speaks Alertmanager's API v2, a deadline on every call. */
final class Wire {
  /** Thousands of silences fit; more would be somebody's mistake. */
  private static final int BODY_MOST = 4 << 20;

  /** What it says when it refuses is a sentence. */
  private static final int SAID_MOST = 300;

  private static final String TOKEN_SETTING = "steward.alertmanager.token-file";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String base;
  private final Optional<Path> tokenFile;
  private final Duration deadline;
  private volatile HttpClient http;

  Wire(URI url, Optional<Path> tokenFile, Duration deadline, Optional<SSLContext> tls) {
    this.base = url.toString().replaceAll("/+$", "") + "/api/v2/";
    this.tokenFile = tokenFile;
    this.deadline = deadline;
    this.http = client(deadline, tls);
  }

  /** From now on these are the CAs and the certificate. */
  void trust(SSLContext renewed) {
    http = client(deadline, Optional.of(renewed));
  }

  private static HttpClient client(Duration deadline, Optional<SSLContext> tls) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(deadline);
    tls.ifPresent(client::sslContext);
    return client.build();
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
    return send(request("silences")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString())))
        .thenApply(text -> tree(text).path("silenceID").asText());
  }

  /** Ends it now. */
  CompletableFuture<String> expire(String id) {
    return send(request("silence/" + URLEncoder.encode(id, StandardCharsets.UTF_8)).DELETE());
  }

  /** Those that hold or will. */
  CompletableFuture<List<Silence>> list() {
    return send(request("silences").GET()).thenApply(Wire::silences);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(deadline);
  }

  private CompletableFuture<String> send(HttpRequest.Builder request) {
    try {
      tokenFile.ifPresent(
          file -> request.header("Authorization", "Bearer " + TokenFile.read(file, TOKEN_SETTING)));
      return http.sendAsync(request.build(), info -> new BoundedText(BODY_MOST))
          .thenApply(
              answer -> {
                if (answer.statusCode() / 100 != 2) {
                  String said = answer.body().strip();
                  throw new IllegalStateException(
                      "it answers %d: %s"
                          .formatted(
                              answer.statusCode(),
                              said.substring(0, Math.min(SAID_MOST, said.length()))));
                }
                return answer.body();
              })
          .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (IllegalStateException | IllegalArgumentException wrong) {
      return CompletableFuture.failedFuture(wrong);
    }
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
