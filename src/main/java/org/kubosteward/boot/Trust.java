package org.kubosteward.boot;

import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.SSLOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Consumer;
import org.kubosteward.alertmanager.AlertmanagerConfig;
import org.kubosteward.probe.FleetConfig;

/** Which CAs and client certificates go with which connection, by the TLS registry. */
@ApplicationScoped
class Trust {
  private final TlsConfigurationRegistry registry;
  private final FleetConfig fleet;
  private final AlertmanagerConfig alertmanager;

  @Inject
  Trust(TlsConfigurationRegistry registry, FleetConfig fleet, AlertmanagerConfig alertmanager) {
    this.registry = registry;
    this.fleet = fleet;
    this.alertmanager = alertmanager;
  }

  /** What the connections to the nodes are made with. */
  Consumer<HttpClientOptions> ofTheFleet() {
    return configured("steward.fleet", fleet.tlsConfigurationName());
  }

  /** What the connections to the Alertmanager are made with. */
  Consumer<HttpClientOptions> ofAlertmanager() {
    return configured("steward.alertmanager", alertmanager.tlsConfigurationName());
  }

  /** The JDK's CAs and no certificate where no configuration is named. */
  private Consumer<HttpClientOptions> configured(String group, Optional<String> name) {
    Optional<TlsConfiguration> named = name.map(configuration -> named(group, configuration));
    return options -> named.ifPresent(tls -> TlsConfigUtils.configure(options, tls));
  }

  /** What the fleet's connections are to be made with from now on, where this is about them. */
  Optional<SSLOptions> renewed(CertificateUpdatedEvent event) {
    return fleet
        .tlsConfigurationName()
        .filter(event.name()::equals)
        .map(name -> event.tlsConfiguration().getSSLOptions());
  }

  private TlsConfiguration named(String group, String name) {
    return registry
        .get(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s.tls-configuration-name is '%s', and there is no quarkus.tls.%s; set quarkus.tls.%s.trust-store.pem.certs to the CA's file"
                        .formatted(group, name, name, name)));
  }
}
