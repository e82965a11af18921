package org.kubosteward.remedy.guard;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/**
 * A disruptive action of which every second try fails does harm and no good, wherever it is tried:
 * it is switched off for the whole fleet.
 *
 * <p>Gentle actions are not held by this. In a partition every dial fails, and that all were tried
 * must not keep the first one after it from being made; they are bounded for each pair.
 */
final class ActionFailing implements Guard {
  @Override
  public String name() {
    return "action-failing";
  }

  @Override
  public String meaning() {
    return meaning("four or more as shipped");
  }

  @Override
  public String meaning(RemedyPolicy policy) {
    return meaning("%d or more".formatted(policy.bounds().failingAtLeast()));
  }

  private static String meaning(String many) {
    return "Of the disruptive actions of this kind in a day, %s, half did not".formatted(many)
        + " cure: the kind is switched off for the whole fleet; lifted by an operator who"
        + " acknowledges the kind, or when they are a day old.";
  }

  @Override
  public List<String> settings() {
    return List.of("steward.remedy.failing-at-least");
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.disruptive()) {
      return Optional.empty();
    }
    List<Attempt> settled =
        situation.attempts().stream()
            .filter(a -> a.action().kind() == wanted.kind() && !a.unsettled() && !a.refused())
            .filter(a -> a.startedAt().isAfter(situation.now().minus(BudgetSpent.DAY)))
            .filter(a -> situation.acknowledgements().noneMatch(i -> acknowledges(i, a)))
            .toList();
    long inVain = settled.stream().filter(a -> a.verification() == Verification.NOT_CURED).count();
    return settled.size() < situation.policy().bounds().failingAtLeast()
            || 2 * inVain < settled.size()
        ? Optional.empty()
        : Optional.of(
            "%d of the last %d of %s in the fleet did not cure: see why, and acknowledge %s to switch it on again"
                .formatted(inVain, settled.size(), wanted.kind().label(), wanted.kind().label()));
  }

  /** One that names a node or no action speaks of some trouble, not of the kind. */
  private static boolean acknowledges(Intent.Acknowledge intent, Attempt attempt) {
    return intent.node().isEmpty()
        && intent.action().isPresent()
        && intent.concerns(attempt.action())
        && intent.createdAt().isAfter(attempt.startedAt());
  }
}
