package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.PriorAttempts;
import org.kubosteward.remedy.Situation;

/** What did not help so many times is no cure; a person has to look. */
final class AttemptsExhausted implements Guard {
  @Override
  public String name() {
    return "attempts-exhausted";
  }

  @Override
  public String meaning() {
    return "As many attempts in a row as the kind of action allows did not cure it (a restart"
        + " counts, too, when its cure did not last two hours); lifted when an operator"
        + " acknowledges it, or after the trouble stayed away for two hours.";
  }

  /** REMEDY_FAILED tells. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.remedy.actions.\"NAME\".attempts");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    int inVain = PriorAttempts.of(cause, wanted, situation).inVain();
    int most = situation.policy().rule(wanted.kind()).attempts();
    return inVain < most
        ? Optional.empty()
        : Optional.of(
            "%d attempts did not cure it for good (%d are allowed): see what they did, mend it by hand, and acknowledge it to let attempts begin anew"
                .formatted(inVain, most));
  }
}
