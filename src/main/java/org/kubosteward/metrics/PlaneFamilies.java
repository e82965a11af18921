package org.kubosteward.metrics;

import static org.kubosteward.metrics.FamilySpec.Type.COUNTER;
import static org.kubosteward.metrics.FamilySpec.Type.GAUGE;
import static org.kubosteward.metrics.NodeFamily.flag;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;

/** The plane about itself: that it turns, how fast, and whether it may act. */
final class PlaneFamilies {
  private static final FamilySpec ROUNDS =
      FamilySpec.evolving(
          "steward_rounds_total",
          "Rounds since the plane started; 0 before the first is done.",
          COUNTER);
  private static final FamilySpec TIMESTAMP =
      FamilySpec.contract(
          "steward_round_timestamp_seconds",
          "When the latest round began, in seconds since the epoch. Absent before the first.",
          GAUGE);
  private static final FamilySpec DURATION =
      FamilySpec.contract(
          "steward_round_duration_seconds",
          "How long the latest round took, from the first question to the plan. Absent before the"
              + " first.",
          GAUGE);
  private static final FamilySpec LAG =
      FamilySpec.evolving(
          "steward_round_lag_seconds",
          "How much later than planned the latest round began. Absent before the first.",
          GAUGE);
  private static final FamilySpec NODES =
      FamilySpec.evolving(
          "steward_fleet_nodes",
          "Nodes that the source of the fleet names. Absent before the first round.",
          GAUGE);
  private static final FamilySpec LEADER =
      FamilySpec.contract(
          "steward_leader",
          "Whether this process holds the right to act (1) or only looks (0), at the moment of the"
              + " scrape.",
          GAUGE);
  private static final FamilySpec AGE =
      FamilySpec.contract(
          "steward_round_age_seconds",
          "Seconds since the latest round ended, or since the plane started before the first. By a"
              + " clock that only goes forward: a wall clock that is set does not change it.",
          GAUGE);
  private static final FamilySpec OWN_BEATS =
      FamilySpec.evolving(
          "steward_watchdog_beats_total",
          "How often the loop went on by itself since the plane started, because the scheduler was"
              + " silent: the wall clock was set back.",
          COUNTER);
  private static final FamilySpec JOURNAL =
      FamilySpec.evolving(
          "steward_journal_open",
          "Whether the last write or check of the journal's database succeeded (1) or not (0)."
              + " Nothing is done while it is 0.",
          GAUGE);

  static final List<FamilySpec> SPECS =
      List.of(ROUNDS, TIMESTAMP, DURATION, LAG, NODES, LEADER, JOURNAL, AGE, OWN_BEATS);

  private PlaneFamilies() {}

  static Stream<Family> of(Optional<Round> round, boolean journalOpen, LoopState loop) {
    return Stream.of(
        one(ROUNDS, round.map(r -> (double) r.picture().round()).orElse(0.0)),
        perRound(TIMESTAMP, round, r -> NodeFamily.seconds(r.picture().takenAt())),
        perRound(DURATION, round, r -> seconds(r.took())),
        perRound(LAG, round, r -> seconds(r.picture().observer().lag())),
        perRound(NODES, round, r -> r.picture().observer().expected()),
        one(LEADER, flag(loop.leads())),
        one(JOURNAL, flag(journalOpen)),
        one(AGE, seconds(loop.sinceRound())),
        one(OWN_BEATS, (double) loop.ownBeats()));
  }

  private static Family one(FamilySpec spec, double value) {
    return new Family(spec, List.of(new Sample(List.of(), value)));
  }

  private static Family perRound(
      FamilySpec spec, Optional<Round> round, ToDoubleFunction<Round> value) {
    return new Family(
        spec, round.map(r -> new Sample(List.of(), value.applyAsDouble(r))).stream().toList());
  }

  private static double seconds(Duration span) {
    return span.toMillis() / 1000.0;
  }
}
