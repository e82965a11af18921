package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kubosteward.health.Finding;

/**
 * What is left to an action about one finding: attempts, time to wait, budget. The guards decide;
 * this says in numbers how far they are from it.
 *
 * @param failed attempts in a row that did not cure
 * @param attempts how many of them are allowed
 * @param nextAt when the cool-down after the last attempt ends; empty when none runs
 * @param hour disruptive actions of the last hour, over the whole fleet
 * @param day the same of the last day
 */
public record Allowance(int failed, int attempts, Optional<Instant> nextAt, Spent hour, Spent day) {

  /** How much of a budget is spent, and how much there is. */
  public record Spent(long spent, int most) {}

  /** What is left to that action about that finding in that situation. */
  public static Allowance of(Finding cause, Action wanted, Situation situation) {
    RemedyPolicy policy = situation.policy();
    RemedyPolicy.Rule rule = policy.rule(wanted.kind());
    PriorAttempts streak = PriorAttempts.of(cause, wanted, situation);
    return new Allowance(
        streak.inVain(),
        rule.attempts(),
        streak.nextAt(rule).filter(situation.now()::isBefore),
        new Spent(spent(Duration.ofHours(1), situation), policy.disruptivePerHour()),
        new Spent(spent(Duration.ofDays(1), situation), policy.disruptivePerDay()));
  }

  private static long spent(Duration window, Situation situation) {
    Instant from = situation.now().minus(window);
    return situation.attempts().stream()
        .filter(attempt -> attempt.action().disruptive() && !attempt.refused())
        .filter(attempt -> attempt.startedAt().isAfter(from))
        .count();
  }
}
