package org.kubosteward.alertmanager;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The settings of an Alertmanager for a test: one without a token, in the cluster prod. */
public record AlertmanagerSettings(Optional<URI> url, Optional<String> tokenFile, Duration deadline)
    implements AlertmanagerConfig {
  public AlertmanagerSettings(Optional<URI> url) {
    this(url, Optional.empty(), Duration.ofSeconds(2));
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
