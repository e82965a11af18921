package org.kubosteward.remedy;

import java.util.Optional;
import org.kubosteward.health.Finding;

/**
 * In mode approve a person says yes, to one action of one kind on one node that they were shown:
 * the approval names node and kind (an empty one approves nothing), is not older than the finding,
 * and is spent by the first attempt after it.
 */
final class ApprovalMissing implements Guard {
  @Override
  public String name() {
    return "approval";
  }

  @Override
  public String meaning() {
    return "The action's mode is approve and nobody has approved it since the finding began; lifted"
        + " by an approval that names the node and the action, good for one attempt.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (situation.policy().mode(wanted.kind()) != Mode.APPROVE
        || situation.intents().stream().anyMatch(i -> approves(i, cause, wanted, situation))) {
      return Optional.empty();
    }
    return Optional.of(
        "waits for a person: approve %s on %s to have it done"
            .formatted(wanted.kind().label(), wanted.target()));
  }

  private static boolean approves(
      Intent intent, Finding cause, Action wanted, Situation situation) {
    return intent.kind() == Intent.Kind.APPROVE
        && intent.node().isPresent()
        && intent.action().isPresent()
        && intent.concerns(wanted)
        && intent.activeAt(situation.now())
        && !intent.createdAt().isBefore(cause.since())
        && situation.attempts().stream()
            .filter(attempt -> intent.concerns(attempt.action()))
            .allMatch(attempt -> attempt.startedAt().isBefore(intent.createdAt()));
  }
}
