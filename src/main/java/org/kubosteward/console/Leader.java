package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.journal.RosterRow;
import org.kubosteward.journal.RosterRow.Judged;
import org.kubosteward.journal.Round;

/**
 * The plane that leads, as a standby knows it from the journal.
 *
 * @param name who it is
 * @param round its latest round
 * @param at when that round began, by its clock
 * @param age how long ago that round ended
 * @param judged what it found and decided; empty when that is too old, or cannot be read
 */
record Leader(String name, long round, Instant at, Duration age, Optional<Judged> judged) {
  private static final Logger LOG = Logger.getLogger(Leader.class);

  /** Reads what it left; of a leader that has ended no round for long nothing is taken over. */
  static Leader of(RosterRow row, Duration every) {
    boolean fresh = FleetStatus.fresh(row.age(), every);
    return new Leader(
        row.holder(),
        row.round(),
        row.takenAt(),
        row.age(),
        fresh ? judged(row) : Optional.empty());
  }

  private static Optional<Judged> judged(RosterRow row) {
    try {
      return Optional.of(row.judged());
    } catch (IllegalArgumentException newer) {
      LOG.debugf("the report of %s cannot be read: %s", row.holder(), newer.getMessage());
      return Optional.empty();
    }
  }

  /** What this plane sees, with what the leader found and decided in the place of its own. */
  Round over(Round own) {
    return judged
        .map(
            leaders ->
                new Round(
                    own.picture(),
                    leaders.report(),
                    leaders.plan(),
                    own.intents(),
                    own.policy(),
                    true,
                    own.took()))
        .orElse(own);
  }

  /** What a person is told of it. */
  String sentence() {
    String ended = "its round %d ended %s ago".formatted(round, Ago.brief(age));
    return judged.isPresent()
        ? "This plane is a standby and %s leads. Verdict, findings and decisions are the leader's: %s. All else is what this plane sees itself."
            .formatted(name, ended)
        : "This plane is a standby, and what %s left is too old to go by: %s. What is shown is what this plane sees itself."
            .formatted(name, ended);
  }
}
