package org.kubosteward.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * I2: in any hour and any day no more disruptive calls than the policy allows, by the clock of the
 * plane that calls (a plane whose clock lies cannot count true hours).
 */
final class WithinBudget implements Invariant {
  /** A call may come so long after its intent was written, and the budget counts intents. */
  private static final Duration SLACK = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "I2 within budget";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    return deed.disruptive()
        ? over(Duration.ofHours(1), spec.policy().disruptivePerHour(), deed, before)
            .or(() -> over(Duration.ofDays(1), spec.policy().disruptivePerDay(), deed, before))
        : Optional.empty();
  }

  private static Optional<String> over(Duration window, int allowed, Deed deed, List<Deed> before) {
    long calls =
        1
            + before.stream()
                .filter(Deed::disruptive)
                .filter(d -> d.wall().isAfter(deed.wall().minus(window).plus(SLACK)))
                .count();
    return calls > allowed
        ? Optional.of("%d calls in %s, %d are allowed".formatted(calls, window, allowed))
        : Optional.empty();
  }
}
