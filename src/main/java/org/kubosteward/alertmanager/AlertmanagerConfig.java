package org.kubosteward.alertmanager;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The Alertmanager that the fleet's alerts go to, where pauses are to silence them. */
@ConfigMapping(prefix = "steward.alertmanager")
public interface AlertmanagerConfig {
  /** Its address, {@code http://alertmanager:9093}; without one no silence is made or shown. */
  Optional<URI> url();

  /** A file with a bearer token for it, read anew for each request. */
  Optional<String> tokenFile();

  /**
   * The name of the {@code quarkus.tls} configuration with its CA, and where one is wanted the
   * client certificate; the JDK's CAs when not set.
   */
  Optional<String> tlsConfigurationName();

  /** Labels that all our alerts carry, such as {@code cluster}: silences ask for them too. */
  Map<String, String> labels();

  /** How long an answer may take; a pause waits so long at most for its silence. */
  @WithDefault("3s")
  Duration deadline();
}
