package org.kubosteward.demo;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The two calls of kubo's RPC that starting a fleet takes. */
final class Rpc {
  /** A healthy node answers these in milliseconds; a starting one on a busy machine in seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Optional<String> authorization;

  Rpc(Optional<String> apiSecret) {
    this.authorization = apiSecret.map(Rpc::authorization);
  }

  /** Whether the node answers {@code version}. */
  boolean answers(URI api) throws InterruptedException {
    return call(api, "version").isEmpty();
  }

  /** Connects the node to the multiaddr; what went wrong, if something did. */
  Optional<String> connect(URI api, String address) throws InterruptedException {
    return call(api, "swarm/connect?arg=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
  }

  /** The Authorization header for a secret in kubo's notation. */
  static String authorization(String secret) {
    if (secret.startsWith("bearer:")) {
      return "Bearer " + secret.substring("bearer:".length());
    }
    if (secret.startsWith("basic:")) {
      var pair = secret.substring("basic:".length()).getBytes(StandardCharsets.UTF_8);
      return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
    throw new DemoException("a kubo API secret is bearer:TOKEN or basic:NAME:PASSWORD");
  }

  private Optional<String> call(URI api, String command) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(api.resolve("/api/v0/" + command))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.noBody());
    authorization.ifPresent(value -> request.header("Authorization", value));
    try {
      var response = client.send(request.build(), BodyHandlers.ofString());
      return response.statusCode() == 200
          ? Optional.empty()
          : Optional.of("status %d: %s".formatted(response.statusCode(), response.body().strip()));
    } catch (IOException e) {
      return Optional.of(e.toString());
    }
  }
}
