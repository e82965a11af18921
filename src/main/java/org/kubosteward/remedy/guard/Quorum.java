package org.kubosteward.remedy.guard;

import java.util.Optional;
import org.kubosteward.fleet.Pod;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Trait;

/**
 * While a pod is away the others must carry the fleet: more than half of it, answering and ready.
 */
final class Quorum implements Guard {
  @Override
  public String name() {
    return "quorum";
  }

  @Override
  public String meaning() {
    return "Without the pod, no more than half of the fleet would answer and be ready (so a fleet"
        + " of one or two is never restarted by the plane); lifted when enough others are back.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (!wanted.is(Trait.TAKES_DOWN)) {
      return Optional.empty();
    }
    int all = situation.picture().nodes().size();
    long others =
        situation
            .picture()
            .views()
            .filter(view -> !view.id().equals(wanted.target()))
            .filter(view -> view.up() && view.pod().value().map(Pod::ready).orElse(false))
            .count();
    return others * 2 > all
        ? Optional.empty()
        : Optional.of(
            "without %s only %d of %d nodes answer and are ready; a restart needs more than half"
                .formatted(wanted.target(), others, all));
  }
}
