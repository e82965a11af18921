package org.kubosteward.boot;

import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;
import org.kubosteward.alertmanager.AlertmanagerClient;
import org.kubosteward.alertmanager.AlertmanagerConfig;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.console.FleetAddresses;
import org.kubosteward.console.Holds;
import org.kubosteward.console.StartingUp;
import org.kubosteward.content.Policies;
import org.kubosteward.journal.CopyBook;
import org.kubosteward.journal.FleetId;
import org.kubosteward.journal.JournalConfig;
import org.kubosteward.journal.JournalDatabase;
import org.kubosteward.journal.KeyBook;
import org.kubosteward.journal.LatestRound;
import org.kubosteward.journal.SqlJournal;
import org.kubosteward.journal.SqlKeys;
import org.kubosteward.journal.SqlPins;
import org.kubosteward.loop.Counters;
import org.kubosteward.loop.RoundWatch;
import org.kubosteward.loop.SystemClock;
import org.kubosteward.pinning.Delegates;
import org.kubosteward.probe.FleetConfig;
import org.kubosteward.probe.Target;
import org.kubosteward.roster.RosterBook;

/** What the surfaces are given. */
@ApplicationScoped
class Wiring {
  @Produces
  @Singleton
  Roles roles(PlaneConfig config) {
    return new Roles(config.roles());
  }

  @Produces
  @Singleton
  SystemClock clock() {
    return new SystemClock();
  }

  @Produces
  @Singleton
  RoundWatch roundWatch(SystemClock clock) {
    return new RoundWatch(clock);
  }

  @Produces
  @Singleton
  Counters tallies() {
    return new Counters();
  }

  @Produces
  @Singleton
  FleetId fleet(FleetConfig config) {
    return Configs.judged(() -> new FleetId(config.id()));
  }

  @Produces
  @Singleton
  JournalDatabase database(JournalConfig config, FleetId fleet) {
    return Configs.judged(() -> new JournalDatabase(config, fleet));
  }

  void close(@Disposes JournalDatabase database) {
    database.close();
  }

  @Produces
  @Singleton
  SqlJournal journal(
      JournalDatabase database, JournalConfig config, FleetId fleet, RosterBook rosters) {
    return new SqlJournal(database, Configs.judged(config::limits), fleet, rosters::text);
  }

  @Produces
  @Singleton
  CopyBook copies(SqlJournal journal) {
    return journal.copies();
  }

  @Produces
  @Singleton
  KeyBook keys(
      Roles roles,
      Instance<JournalDatabase> journal,
      JournalConfig config,
      Instance<FleetId> fleet) {
    return roles.plane()
        ? new SqlKeys(journal.get(), Configs.judged(config::limits), fleet.get())
        : new KeysElsewhere();
  }

  /** What is asked of the journal's requests, and what the leader reads of them. */
  @Produces
  @Singleton
  SqlPins pins(JournalDatabase database, JournalConfig config, FleetId fleet, Plane plane) {
    return new SqlPins(database, Configs.judged(config::limits), fleet, plane::nudge);
  }

  @Produces
  @Singleton
  Policies policies(ContentConfig config) {
    return Configs.judged(config::named);
  }

  @Produces
  @Singleton
  Delegates delegates(LatestRound rounds) {
    return new DelegateAddresses(rounds);
  }

  @Produces
  @Singleton
  RosterBook rosters(Plane plane) {
    return new RosterBook(
        () ->
            plane.targets().stream()
                .filter(target -> target.gateway().isPresent())
                .collect(Collectors.toMap(Target::id, target -> target.gateway().orElseThrow())));
  }

  @Produces
  @Singleton
  FleetAddresses addresses(Plane plane) {
    return () ->
        plane.targets().stream()
            .collect(
                Collectors.toMap(
                    Target::id,
                    target -> target.rpc().api().getHost() + ":" + target.rpc().api().getPort()));
  }

  @Produces
  @Singleton
  Silences silences(AlertmanagerConfig config, SystemClock clock, Trust trust, Vertx vertx) {
    return Configs.judged(
        () ->
            new Silences(
                AlertmanagerClient.of(config, vertx, trust.ofAlertmanager()),
                config.labels(),
                clock));
  }

  @Produces
  @Singleton
  Holds holds(HealthConfig health, RemedyConfig remedy) {
    return Configs.judged(() -> health.policy(remedy.silentOneIn()))::hold;
  }

  @Produces
  @Singleton
  StartingUp startingUp(Plane plane) {
    return plane::preparation;
  }
}
