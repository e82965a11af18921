package org.kubosteward.remedy;

import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;

/** One decision a finding, in the order of the findings. */
public record Plan(List<Decision> decisions) {
  public Plan {
    decisions = List.copyOf(decisions);
  }

  /** The decision about that finding. */
  public Optional<Decision> about(Finding.Key key) {
    return decisions.stream().filter(d -> d.cause().key().equals(key)).findFirst();
  }

  /** The decisions to act, in order. */
  public List<Decision.Act> acts() {
    return decisions.stream()
        .filter(Decision.Act.class::isInstance)
        .map(Decision.Act.class::cast)
        .toList();
  }
}
