package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;

/** I1: no disruptive action begins while the effect of another is not over in the world. */
final class OneAtATime implements Invariant {
  @Override
  public String name() {
    return "I1 one at a time";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    return deed.disruptive() && !deed.underWay().isEmpty()
        ? Optional.of("still under way: " + deed.underWay())
        : Optional.empty();
  }
}
