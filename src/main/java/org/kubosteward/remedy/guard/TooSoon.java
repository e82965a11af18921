package org.kubosteward.remedy.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.PriorAttempts;
import org.kubosteward.remedy.Situation;

/**
 * The last attempt must have had its time, twice as long after each that did not cure for good. A
 * collection that timed out or was interrupted is never repeated on that account: it waits like any
 * other, and {@link AnotherInFlight} and {@link WriterRunning} see to it that the node runs none by
 * then.
 */
final class TooSoon implements Guard {
  @Override
  public String name() {
    return "too-soon";
  }

  @Override
  public String meaning() {
    return "The cool-down after the last attempt about the same trouble still runs (it doubles with"
        + " each attempt in a row that did not cure, for a disruptive action with each whose"
        + " cure did not last two hours, up to its maximum); what was refused before"
        + " anything was done is asked for again after a minute; lifted by time, or by an"
        + " operator who acknowledges the finding.";
  }

  /** Time lifts it. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of(
        "steward.remedy.actions.\"NAME\".cooldown", "steward.remedy.actions.\"NAME\".cooldown-max");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    PriorAttempts streak = PriorAttempts.of(cause, wanted, situation);
    Duration cooldown = streak.cooldown(situation.policy().rule(wanted.kind()));
    return streak
        .last()
        .filter(last -> situation.now().isBefore(last.lastAt().plus(cooldown)))
        .map(last -> reason(last, streak.counted(), cooldown, situation.now()))
        .or(() -> refused(streak, situation.now()));
  }

  private static Optional<String> refused(PriorAttempts streak, Instant now) {
    return streak
        .refused()
        .filter(last -> now.isBefore(last.lastAt().plus(PriorAttempts.ASK_AGAIN)))
        .map(
            last ->
                "attempt #%d was refused and changed nothing (%s): it is asked for again in %s"
                    .formatted(
                        last.id(),
                        last.detail(),
                        Evidence.span(
                            Duration.between(now, last.lastAt().plus(PriorAttempts.ASK_AGAIN)))));
  }

  private static String reason(Attempt last, int uncured, Duration cooldown, Instant now) {
    return "attempt #%d was %s ago, and after %d that did not cure for good the cool-down is %s: the next may begin in %s"
        .formatted(
            last.id(),
            Evidence.span(Duration.between(last.lastAt(), now)),
            uncured,
            Evidence.span(cooldown),
            Evidence.span(Duration.between(now, last.lastAt().plus(cooldown))));
  }
}
