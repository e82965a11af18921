package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a token who asks a plane for things. */
final class Operator {
  private static final String TOKEN = "a token of the drill";
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"?([^\",}]+)");

  private final PlaneProcess plane;
  private String intent = "";

  Operator(PlaneProcess plane) {
    this.plane = plane;
  }

  /** What a plane must be told to let the operator in. */
  static Map<String, String> settings() {
    return Map.of(
        "steward.api.tokens.\"drill\".sha256",
        sha256(),
        "steward.api.tokens.\"drill\".scopes",
        "read,operate");
  }

  /** Asks the plane for something. */
  void intend(String body) {
    String answer =
        send(HttpRequest.newBuilder(intents()).POST(HttpRequest.BodyPublishers.ofString(body)));
    Matcher id = ID.matcher(answer);
    intent = id.find() ? id.group(1) : "";
  }

  /** Takes back what was asked for last. */
  void withdraw() {
    send(HttpRequest.newBuilder(URI.create(intents() + "/" + intent)).DELETE());
  }

  private URI intents() {
    return plane.api().resolve("/api/v1/intents");
  }

  private static String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  request
                      .header("Authorization", "Bearer " + TOKEN)
                      .header("Content-Type", "application/json")
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String sha256() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
