package org.kubosteward.alertmanager;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of an Alertmanager for a test: one without a token, in the cluster prod. */
public record AlertmanagerSettings(Optional<URI> url, Optional<String> tokenFile, Duration deadline)
    implements AlertmanagerConfig {
  public AlertmanagerSettings(Optional<URI> url) {
    this(url, Optional.empty(), Duration.ofSeconds(2));
  }

  /** The silences of that Alertmanager, which the JDK's CAs are trusted for. */
  public Silences silences(Vertx vertx, InstantSource clock) {
    return silences(vertx, clock, options -> {});
  }

  /** The silences of that Alertmanager. */
  Silences silences(Vertx vertx, InstantSource clock, Consumer<HttpClientOptions> tls) {
    return new Silences(AlertmanagerClient.of(this, vertx, tls), labels(), clock);
  }

  @Override
  public Optional<String> tlsConfigurationName() {
    return Optional.empty();
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("cluster", "prod");
  }
}
