package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;

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
        + " each attempt in a row that did not cure, for a disruptive action with each whose cure"
        + " did not last two hours, up to its maximum); lifted by time, or by an operator who"
        + " acknowledges the finding.";
  }

  /** Time lifts it. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    Streak streak = Streak.of(cause, wanted, situation);
    Duration cooldown = streak.cooldown(situation.policy().rule(wanted.kind()));
    return streak
        .last()
        .filter(last -> situation.now().isBefore(last.lastAt().plus(cooldown)))
        .map(last -> reason(last, streak.counted(), cooldown, situation.now()));
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
