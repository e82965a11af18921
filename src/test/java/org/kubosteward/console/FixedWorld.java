package org.kubosteward.console;

import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.access.MemoryKeys;
import org.kubosteward.alertmanager.AlertmanagerSettings;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.alertmanager.StubAlertmanager;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.journal.FleetId;
import org.kubosteward.journal.JournalLimits;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.SqlPins;
import org.kubosteward.roster.RosterBook;

/** Stands in for everything around the console, so that its tests need no other room. */
@Singleton
public class FixedWorld {
  /** The Alertmanager that every console of these tests talks to. */
  static final StubAlertmanager ALERTMANAGER = new StubAlertmanager();

  static volatile Instant now = Stories.NOW;
  static volatile Optional<Preparation> progress = Optional.empty();
  static volatile List<UploadsShown.Upload> uploads = List.of();

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
  ContentStage stage(RecordedJournal journal, MemoryBooks books) {
    return new ContentStage(journal, books);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  MemoryKeys keys() {
    return new MemoryKeys();
  }

  /** A real database in memory, which can be made to fail. */
  @Produces
  @Singleton
  MemoryDatabase database() {
    return new MemoryDatabase();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  SqlPins pins(MemoryDatabase database, FleetId fleet) {
    return new SqlPins(database, JournalLimits.shipped(), fleet);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  MemoryBooks books() {
    return new MemoryBooks();
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  UploadsShown uploads() {
    return () -> uploads;
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  InstantSource clock() {
    return () -> now;
  }

  /** The latest round ended as long ago as its instants and the clock say. */
  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  LoopState.Source loop(RecordedJournal journal) {
    return () ->
        new LoopState(
            journal
                .latest()
                .map(round -> Duration.between(round.plannedAt(), now))
                .orElse(Duration.ZERO),
            journal.latest().map(Round::leader).orElse(true),
            0);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  Holds holds() {
    return code -> new HealthPolicy.Hold(code.hold().raiseAfter(), Duration.ofMinutes(77));
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
  Silences silences(Vertx vertx) {
    return new AlertmanagerSettings(Optional.of(ALERTMANAGER.url())).silences(vertx, () -> now);
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  FleetId fleet() {
    return new FleetId("east");
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  RosterBook rosters() {
    return new RosterBook(
        () ->
            Stream.of(Stories.K1, Stories.K2, Stories.K3)
                .collect(
                    Collectors.toMap(
                        node -> node,
                        node -> URI.create("http://10.42.0.1" + node.name().charAt(5) + ":8080"))));
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  FleetAddresses addresses() {
    return () ->
        Stream.of(Stories.K1, Stories.K2, Stories.K3)
            .collect(
                Collectors.toMap(
                    node -> node, node -> "10.42.0.1" + node.name().charAt(5) + ":5001"));
  }
}
