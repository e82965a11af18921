package org.kubosteward.remedy;

import java.util.Optional;
import org.kubosteward.health.Finding;

/** What did not help so many times is no cure; a person has to look. */
final class AttemptsExhausted implements Guard {
  @Override
  public String name() {
    return "attempts-exhausted";
  }

  @Override
  public String meaning() {
    return "As many attempts in a row as the kind of action allows did not cure it; lifted when an"
        + " operator acknowledges it, or after the trouble stayed away for two hours.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    int uncured = Streak.of(cause, wanted, situation.attempts(), situation.intents()).uncured();
    int most = situation.policy().rule(wanted.kind()).attempts();
    return uncured < most
        ? Optional.empty()
        : Optional.of(
            "%d attempts in a row did not cure it (%d are allowed): see what they did, mend it by hand, and acknowledge it to let attempts begin anew"
                .formatted(uncured, most));
  }
}
