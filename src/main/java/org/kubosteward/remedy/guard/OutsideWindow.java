package org.kubosteward.remedy.guard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Hours;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/** What can hurt begins only when somebody is there, where the operator wants it so. */
final class OutsideWindow implements Guard {
  @Override
  public String name() {
    return "outside-window";
  }

  @Override
  public String meaning() {
    return "It is outside the hours in which anything disruptive may begin"
        + " (steward.remedy.window; as shipped there is no such limit); lifted by the next window.";
  }

  @Override
  public String meaning(RemedyPolicy policy) {
    return "It is outside the hours in which anything disruptive may begin (steward.remedy.window%s);"
            .formatted(policy.window().windows().isEmpty() ? ": there is no such limit" : "")
        + " lifted by the next window.";
  }

  /** The operator set the hours, and time lifts it. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.remedy.window", "steward.remedy.window-zone");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    Hours window = situation.policy().window();
    return !wanted.disruptive() || window.include(situation.now())
        ? Optional.empty()
        : Optional.of(
            "outside the hours for disruptive actions; "
                + window
                    .opens(situation.now())
                    .map(
                        at ->
                            "they may begin again in %s, at %s"
                                .formatted(
                                    Evidence.span(
                                        Duration.between(situation.now(), at.toInstant())),
                                    at))
                    .orElse("steward.remedy.window names none"));
  }
}
