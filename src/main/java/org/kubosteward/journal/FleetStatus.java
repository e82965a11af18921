package org.kubosteward.journal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Status;
import org.kubosteward.remedy.Mutes;

/**
 * The fleet in one word, the same for page, API and metrics, with the mutes left out, and only as
 * long as the round behind it is fresh.
 *
 * @param why why it cannot be told; empty when it can
 * @param stale whether that is because there is no fresh round
 */
public record FleetStatus(Status status, Optional<String> why, boolean stale) {
  /** A round may be missed and another be slow; three in a row mean that the loop stands still. */
  private static final int STALE_AFTER_ROUNDS = 3;

  /** By the latest round, which ended {@code age} ago where one is due every {@code every}. */
  public static FleetStatus of(Optional<Round> latest, Mutes mutes, Duration every, Duration age) {
    if (latest.isEmpty()) {
      return new FleetStatus(Status.UNKNOWN, Optional.of("the first round has not ended"), true);
    }
    Round round = latest.get();
    Optional<String> stale = stale(round, every, age);
    if (stale.isPresent()) {
      return new FleetStatus(Status.UNKNOWN, stale, true);
    }
    return of(round.report(), mutes);
  }

  /** By a report that is fresh. */
  public static FleetStatus of(HealthReport report, Mutes mutes) {
    List<Finding> audible = mutes.audible(report.findings());
    Status status = new HealthReport(report.at(), audible, report.watches()).status();
    return new FleetStatus(
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
  public static Optional<String> stale(Round round, Duration every, Duration age) {
    return fresh(age, every)
        ? Optional.empty()
        : Optional.of(
            "the last round, %d, ended %s ago, and one is due every %s: the plane stands still"
                .formatted(round.picture().round(), Evidence.span(age), Evidence.span(every)));
  }

  /**
   * Whether what ended {@code age} ago, where one is due every {@code every}, is to be believed.
   */
  public static boolean fresh(Duration age, Duration every) {
    return age.compareTo(every.multipliedBy(STALE_AFTER_ROUNDS)) <= 0;
  }
}
