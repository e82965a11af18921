package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.fleet.Reading;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.journal.DecisionRecord;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.RosterRow;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mutes;
import org.kubosteward.remedy.Plan;

/**
 * All of the record that one page or answer is made of, read once.
 *
 * @param latest empty before the first round; on a standby with what the leader found and decided
 * @param earlier what each node had moved in the round before the latest, for rates
 * @param history figures of the last rounds, oldest first
 * @param intents what operators asked and still holds
 * @param attempts the attempts of the last day, oldest first
 * @param decisions the newest decisions, newest first
 * @param journalTrouble why the record cannot be written or read; empty when it can
 * @param preparation what is done before there is a fleet to look at, or how that failed
 * @param silences what Alertmanager said last of its silences
 * @param every the period of the rounds
 * @param loop the loop when it was read
 * @param now when it was read
 * @param leader the plane that leads; empty when this one does, or when none is known
 */
record RecordSnapshot(
    Optional<Round> latest,
    Map<NodeId, Reading<Bandwidth>> earlier,
    List<RoundFigures> history,
    List<Intent> intents,
    List<Attempt> attempts,
    List<DecisionRecord> decisions,
    Optional<String> journalTrouble,
    Optional<Preparation> preparation,
    Silences.Seen silences,
    Duration every,
    LoopState loop,
    Instant now,
    Optional<Leader> leader) {

  /** Of a plane that leads, or knows of no leader. */
  RecordSnapshot(
      Optional<Round> latest,
      Map<NodeId, Reading<Bandwidth>> earlier,
      List<RoundFigures> history,
      List<Intent> intents,
      List<Attempt> attempts,
      List<DecisionRecord> decisions,
      Optional<String> journalTrouble,
      Optional<Preparation> preparation,
      Silences.Seen silences,
      Duration every,
      LoopState loop,
      Instant now) {
    this(
        latest,
        earlier,
        history,
        intents,
        attempts,
        decisions,
        journalTrouble,
        preparation,
        silences,
        every,
        loop,
        now,
        Optional.empty());
  }

  /** What the leader found and decided, where this plane is a standby and that is fresh. */
  Optional<RosterRow.Judged> led() {
    return leader.flatMap(Leader::judged);
  }

  /** What is found: by the leader, as long as that is fresh, and else by this plane. */
  Optional<HealthReport> report() {
    return led().map(RosterRow.Judged::report).or(() -> latest.map(Round::report));
  }

  /** What is decided about it. */
  Optional<Plan> plan() {
    return led().map(RosterRow.Judged::plan).or(() -> latest.map(Round::plan));
  }

  List<Finding> findings() {
    return report().map(HealthReport::findings).orElse(List.of());
  }

  Mutes mutes() {
    return Mutes.of(intents, findings(), now);
  }

  FleetStatus verdict() {
    return led()
        .map(judged -> FleetStatus.of(judged.report(), mutes()))
        .orElseGet(() -> FleetStatus.of(latest, mutes(), every, loop.sinceRound()));
  }
}
