package org.kubosteward.remedy;

import java.util.Optional;
import org.kubosteward.health.Finding;

/** Gentle actions have no budget, but a bound on how many are under way at once. */
final class RoundFull implements Guard {
  /**
   * Enough to bring a node of a small fleet back to all its siblings in one round, and few enough
   * that a wrong idea about hundreds of links shows itself on four.
   */
  static final int GENTLE_AT_ONCE = 4;

  @Override
  public String name() {
    return "round-full";
  }

  @Override
  public String meaning() {
    return GENTLE_AT_ONCE
        + " gentle actions are planned in this round or still under way, which is the most at once;"
        + " lifted in the next round.";
  }

  /** The next round lifts it. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (wanted.kind().disruptive()) {
      return Optional.empty();
    }
    long running =
        situation.attempts().stream()
            .filter(attempt -> attempt.result() == Attempt.Result.RUNNING)
            .filter(attempt -> !attempt.action().kind().disruptive())
            .count();
    return running < GENTLE_AT_ONCE
        ? Optional.empty()
        : Optional.of(
            "%d gentle actions are planned or under way, the most at once is %d; this one is looked at again next round"
                .formatted(running, GENTLE_AT_ONCE));
  }
}
