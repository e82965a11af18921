package org.kubosteward.remedy;

import java.util.Optional;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Pod;
import org.kubosteward.health.Finding;

/**
 * What a pod keeps on a persistent volume outlives the pod. What it keeps elsewhere goes with it:
 * such a pod is restarted only when it is known to keep nothing.
 */
final class LastCopy implements Guard {
  @Override
  public String name() {
    return "last-copy";
  }

  @Override
  public String meaning() {
    return "The repository of the pod is on no persistent volume, and the pod keeps pins, or nobody"
        + " knows whether it does: a restart would delete them; lifted by nothing but a volume.";
  }

  @Override
  public Optional<String> veto(Finding cause, Action wanted, Situation situation) {
    if (wanted.kind() != ActionKind.RESTART_POD) {
      return Optional.empty();
    }
    Optional<NodeView> view = situation.picture().node(wanted.target());
    if (view.flatMap(v -> v.pod().value()).flatMap(Pod::volume).isPresent()) {
      return Optional.empty();
    }
    Optional<Pins> pins = view.flatMap(v -> v.pins().value());
    return pins.filter(p -> p.recursive() + p.direct() == 0).isPresent()
        ? Optional.empty()
        : Optional.of(
            "the repository of %s is on no persistent volume, and a restart would delete %s"
                .formatted(
                    wanted.target(),
                    pins.map(p -> p.recursive() + p.direct() + " pins")
                        .orElse("whatever it pins, which nobody knows now")));
  }
}
