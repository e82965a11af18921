package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;

/** The fault may be ours: then every fact is in doubt, and so is every other guard. */
final class StewardBlind implements Guard {
  @Override
  public String name() {
    return "steward-blind";
  }

  @Override
  public String meaning() {
    return "STEWARD_BLIND is open: what the plane sees cannot be trusted, so it acts on nothing"
        + " until it sees again.";
  }

  /** STEWARD_BLIND tells. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.health.lag-max", "steward.health.clock-step-max");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    return situation.report().findings().stream()
        .filter(finding -> finding.code() == Code.STEWARD_BLIND)
        .findFirst()
        .map(
            blind ->
                "the plane cannot trust what it sees %s, so it acts on nothing"
                    .formatted(blind.evidence()));
  }
}
