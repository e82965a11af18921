package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/** The plane says what it would do, and a person moves one setting to let it. */
final class OnlyProposed implements Guard {
  @Override
  public String name() {
    return "mode";
  }

  @Override
  public String meaning() {
    return "The action's mode, or the ceiling over all modes, is propose: it would be done now if"
        + " the mode were auto, or once approved if it were approve.";
  }

  /** Somebody wanted it so. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.mode", "steward.remedy.actions.\"NAME\".mode");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    RemedyPolicy policy = situation.policy();
    if (policy.mode(wanted.kind()) != Mode.PROPOSE) {
      return Optional.empty();
    }
    String own = "steward.remedy.actions.\"%s\".mode=auto".formatted(wanted.kind().label());
    String settings =
        policy.rule(wanted.kind()).mode() == Mode.PROPOSE
            ? policy.ceiling() == Mode.PROPOSE ? "steward.mode=auto and " + own : own
            : "steward.mode=auto";
    return Optional.of(
        "proposed, not done: set %s to let it be done, or use mode approve and approve it"
            .formatted(settings));
  }
}
