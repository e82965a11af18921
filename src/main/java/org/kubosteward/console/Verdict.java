package org.kubosteward.console;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Status;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Mutes;

/**
 * The fleet in one word, with the mutes left out, and only as long as the round behind it is fresh.
 *
 * @param why why it cannot be told; empty when it can
 * @param stale whether that is because there is no fresh round
 */
record Verdict(Status status, Optional<String> why, boolean stale) {
  /** A round may be missed and another be slow; three in a row mean that the loop stands still. */
  static final int STALE_AFTER_ROUNDS = 3;

  static Verdict of(Optional<Round> latest, Mutes mutes, Duration every, Duration age) {
    if (latest.isEmpty()) {
      return new Verdict(Status.UNKNOWN, Optional.of("the first round has not ended"), true);
    }
    Round round = latest.get();
    Optional<String> stale = stale(round, every, age);
    if (stale.isPresent()) {
      return new Verdict(Status.UNKNOWN, stale, true);
    }
    return of(round.report(), mutes);
  }

  /** By a report that is fresh. */
  static Verdict of(HealthReport report, Mutes mutes) {
    List<Finding> audible = mutes.audible(report.findings());
    Status status = new HealthReport(report.at(), audible, report.watches()).status();
    return new Verdict(
        status,
        status == Status.UNKNOWN
            ? Optional.of("what is left to judge by cannot be told; see the findings")
            : Optional.empty(),
        false);
  }

  /**
   * Why the round is too old to be believed, if it is.
   *
   * @param age since it ended, by a clock that only goes forward
   */
  static Optional<String> stale(Round round, Duration every, Duration age) {
    return age.compareTo(every.multipliedBy(STALE_AFTER_ROUNDS)) <= 0
        ? Optional.empty()
        : Optional.of(
            "the last round, %d, ended %s ago, and one is due every %s: the plane stands still"
                .formatted(round.picture().round(), Evidence.span(age), Evidence.span(every)));
  }
}
