package org.kubosteward.console;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.kubosteward.alertmanager.AlertmanagerSettings;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.alertmanager.StubAlertmanager;

/** Stands in for everything around the console, so that its tests need no other room. */
@Singleton
public class FixedWorld {
  /** The Alertmanager that every console of these tests talks to. */
  static final StubAlertmanager ALERTMANAGER = new StubAlertmanager();

  static volatile Instant now = Stories.NOW;
  static volatile Optional<String> progress = Optional.empty();

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  RecordedJournal journal() {
    return new RecordedJournal();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  InstantSource clock() {
    return () -> now;
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  StartingUp startingUp() {
    return () -> progress;
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Silences silences() {
    return new Silences(new AlertmanagerSettings(Optional.of(ALERTMANAGER.url())), () -> now);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  FleetAddresses addresses() {
    return node -> Optional.of("10.42.0.1" + node.name().charAt(5) + ":5001");
  }
}
