package org.kubosteward.remedy;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.health.Finding;

/** What can hurt begins only when somebody is there, where the operator wants it so. */
final class OutsideWindow implements Guard {
  private static final DateTimeFormatter SHOWN =
      DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm VV", Locale.ROOT);

  @Override
  public String name() {
    return "outside-window";
  }

  @Override
  public String meaning() {
    return "It is outside the hours in which anything disruptive may begin"
        + " (steward.remedy.window; as shipped there is no such limit); lifted by the next window.";
  }

  /** The operator set the hours, and time lifts it. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    Hours window = situation.policy().window();
    return !wanted.kind().disruptive() || window.include(situation.now())
        ? Optional.empty()
        : Optional.of(
            "outside the hours for disruptive actions; they may begin again on "
                + window
                    .opens(situation.now())
                    .map(SHOWN::format)
                    .orElse("no day: steward.remedy.window names none"));
  }
}
