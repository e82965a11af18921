package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.Situation;

/**
 * In mode approve a person says yes, to one action of one kind on one node that they were shown:
 * the approval names node and kind, is not older than the finding, and is spent by the first
 * attempt after it.
 */
final class ApprovalMissing implements Guard {
  @Override
  public String name() {
    return "approval";
  }

  @Override
  public String meaning() {
    return "The action's mode is approve and nobody has approved it since the finding began, or not"
        + " as many different persons as its approvals setting asks for; lifted by an"
        + " approval that names the node and the action, good for one attempt.";
  }

  @Override
  public List<String> settings() {
    return List.of(
        "steward.remedy.actions.\"NAME\".mode", "steward.remedy.actions.\"NAME\".approvals");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (situation.policy().mode(wanted.kind()) != Mode.APPROVE) {
      return Optional.empty();
    }
    SortedSet<String> persons =
        situation
            .said(Intent.Approve.class)
            .filter(intent -> approves(intent, cause, wanted, situation))
            .map(Intent::author)
            .collect(Collectors.toCollection(TreeSet::new));
    int needed = situation.policy().rule(wanted.kind()).approvals();
    return persons.size() >= needed
        ? Optional.empty()
        : Optional.of(waits(persons, needed, wanted));
  }

  private static String waits(SortedSet<String> persons, int needed, Action wanted) {
    String what =
        "approve %s on %s to have it done".formatted(wanted.kind().label(), wanted.target());
    if (needed == 1) {
      return "waits for a person: " + what;
    }
    return persons.isEmpty()
        ? "waits for %d persons, each under their own name: %s".formatted(needed, what)
        : "%s has approved it, and another person is needed: %s"
            .formatted(String.join(", ", persons), what);
  }

  private static boolean approves(
      Intent.Approve intent, Finding cause, Action wanted, Situation situation) {
    return intent.concerns(wanted)
        && intent.activeAt(situation.now())
        && !intent.createdAt().isBefore(cause.since())
        && situation.attempts().stream()
            .filter(attempt -> intent.concerns(attempt.action()))
            .allMatch(attempt -> attempt.startedAt().isBefore(intent.createdAt()));
  }
}
