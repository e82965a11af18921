package org.kubosteward.demo;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.probe.FleetSource;
import org.kubosteward.probe.Selection;
import org.kubosteward.probe.Target;

/**
 * The demo fleet of dev mode: started in the background when no fleet is configured, stopped with
 * the application. A live reload stops and starts it too; identities, ports and data stay.
 */
@ApplicationScoped
@IfBuildProfile("dev")
public class DemoRun implements FleetSource {
  private static final Logger LOG = Logger.getLogger(DemoRun.class);
  private static final String CONFIGURED_NODES = "steward.fleet.nodes.";
  private static final String PLANE = "plane";

  private final Config config;
  private final FleetStart start = new FleetStart(LOG::info, LOG::error);

  @Inject
  DemoRun(Config config) {
    this.config = config;
  }

  @Override
  public Selection select() {
    return start
        .nodes()
        .map(nodes -> Selection.of(nodes.stream().map(DemoRun::target).toList()))
        .orElseGet(() -> Selection.none("nothing to watch: " + trouble()));
  }

  private String trouble() {
    return start.preparation().map(Preparation::sentence).orElseGet(start::word);
  }

  @Override
  public Optional<Preparation> preparation() {
    return start.preparation();
  }

  private static Target target(DemoNode node) {
    return new Target(
        new NodeId("demo", node.name()),
        new KuboEndpoint(node.api(), Optional.empty()),
        Optional.of(node.gateway()));
  }

  void onStart(@Observes StartupEvent event) {
    try {
      var settings = DemoSettings.of(config);
      var reason = reasonNotToStart(settings.enabled(), config);
      if (reason.isPresent()) {
        start.decline(reason.get());
      } else {
        start.begin(settings);
      }
    } catch (DemoException e) {
      start.decline("no demo fleet: " + e.getMessage());
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    start.end();
  }

  /** Why there is to be no demo fleet; empty when there is. */
  static Optional<String> reasonNotToStart(boolean enabled, Config config) {
    if (!enabled) {
      return Optional.of("no demo fleet: steward.demo.enabled is false");
    }
    var roles = config.getOptionalValue("steward.roles", String.class).orElse(PLANE);
    if (!List.of(roles.toLowerCase(Locale.ROOT).split("\\s*,\\s*", -1)).contains(PLANE)) {
      return Optional.of("no demo fleet: steward.roles is %s, without plane".formatted(roles));
    }
    var source = config.getOptionalValue("steward.fleet.source", String.class).orElse("static");
    if (!source.equals("static")) {
      return Optional.of("no demo fleet: steward.fleet.source is " + source);
    }
    if (StreamSupport.stream(config.getPropertyNames().spliterator(), false)
        .anyMatch(name -> name.startsWith(CONFIGURED_NODES))) {
      return Optional.of("no demo fleet: steward.fleet.nodes names a fleet");
    }
    return Optional.empty();
  }
}
