package org.kubosteward.remedy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;

/**
 * Makes a finding of every remedy that ran out of attempts while its trouble is still there: what
 * the plane could not mend, a person must hear of. Pure.
 */
public final class RemedyFailed {
  /** So many tries are told one by one; before them a count. */
  private static final int TOLD = 5;

  /**
   * The report of that situation with a {@code REMEDY_FAILED} for each subject whose remedy is
   * exhausted, in order. To be called before the plan, with the verdicts of this round among the
   * attempts.
   */
  public HealthReport added(Situation situation) {
    HealthReport report = situation.report();
    Map<Finding.Key, Finding> failed = new TreeMap<>();
    report.findings().stream()
        .filter(cause -> cause.level() != Level.CANNOT_TELL)
        .forEach(cause -> failed(cause, situation).ifPresent(f -> failed.putIfAbsent(f.key(), f)));
    return report.telling(Code.REMEDY_FAILED, failed.values());
  }

  private static Optional<Finding> failed(Finding cause, Situation situation) {
    Optional<Action> tried =
        Remedies.of(cause.code())
            .propose(cause, situation)
            .action()
            .or(() -> lastTried(cause, situation));
    return tried.flatMap(
        action -> {
          PriorAttempts streak = PriorAttempts.of(cause, action, situation);
          return streak.inVain() < situation.policy().rule(action.kind()).attempts()
              ? Optional.empty()
              : streak.last().map(last -> finding(cause, streak, last.lastAt()));
        });
  }

  private static Optional<Action> lastTried(Finding cause, Situation situation) {
    return situation.attempts().stream()
        .filter(attempt -> attempt.cause().equals(cause.key()))
        .reduce((older, newer) -> newer)
        .map(Attempt::action);
  }

  private static Finding finding(Finding cause, PriorAttempts streak, Instant since) {
    List<Attempt> attempts = streak.attempts();
    Evidence evidence =
        Evidence.of("cause", cause.code())
            .and("tried", "%d without a cure that lasted".formatted(streak.inVain()))
            .and("trouble since", cause.since());
    int first = Math.max(0, attempts.size() - TOLD);
    for (int i = first; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      evidence =
          evidence.and(
              "try " + (i - first + 1),
              "#%d %s at %s: %s %s"
                  .formatted(
                      attempt.id(),
                      attempt.action().describe(),
                      attempt.startedAt(),
                      attempt.result(),
                      attempt.detail())
                  .strip());
    }
    return new Finding(Code.REMEDY_FAILED, cause.subject(), Level.CRIT, since, evidence.entries());
  }
}
