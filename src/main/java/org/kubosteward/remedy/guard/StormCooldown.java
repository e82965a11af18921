package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/**
 * After a storm the breaker stays open for a while. Nodes that are back may be reconnected at once,
 * after a partition that is all that is missing; what can hurt waits until the fleet has held.
 */
final class StormCooldown implements Guard {
  @Override
  public String name() {
    return "storm-cooldown";
  }

  @Override
  public String meaning() {
    return "More than one and more than a third (as shipped) of the nodes were silent within the"
        + " last five minutes (FLEET_RECOVERING): nothing disruptive is done; lifted by five"
        + " minutes without.";
  }

  /** How long the code is held is no setting of the remedies: the finding says since when. */
  @Override
  public String meaning(RemedyPolicy policy) {
    return "More than one and more than one in %d of the nodes were silent a while ago"
            .formatted(policy.bounds().silentOneIn())
        + " (FLEET_RECOVERING): nothing disruptive is done; lifted when that finding clears.";
  }

  /** FLEET_RECOVERING tells. */
  @Override
  public boolean toldWhenItLasts() {
    return false;
  }

  @Override
  public List<String> settings() {
    return List.of("steward.remedy.silent-one-in", "steward.health.codes.\"NAME\".clear-after");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    return !wanted.disruptive() || !situation.report().has(Code.FLEET_RECOVERING)
        ? Optional.empty()
        : Optional.of(
            "much of the fleet was silent a moment ago and FLEET_RECOVERING has not cleared yet");
  }
}
