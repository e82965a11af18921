package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/** Gentle actions have no budget, but a bound on how many are under way at once. */
final class RoundFull implements Guard {
  @Override
  public String name() {
    return "round-full";
  }

  @Override
  public String meaning() {
    return meaning("four as shipped");
  }

  @Override
  public String meaning(RemedyPolicy policy) {
    return meaning("%d".formatted(policy.bounds().gentleAtOnce()));
  }

  private static String meaning(String most) {
    return "As many gentle actions are planned in this round or still under way, as may be at once (%s);"
            .formatted(most)
        + " lifted in the next round.";
  }

  /** The next round lifts it. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.remedy.gentle-at-once");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (wanted.disruptive()) {
      return Optional.empty();
    }
    long running =
        situation.attempts().stream()
            .filter(attempt -> attempt.result() == Attempt.Result.RUNNING)
            .filter(attempt -> !attempt.action().disruptive())
            .count();
    int most = situation.policy().bounds().gentleAtOnce();
    return running < most
        ? Optional.empty()
        : Optional.of(
            "%d gentle actions are planned or under way, the most at once is %d; this one is looked at again next round"
                .formatted(running, most));
  }
}
