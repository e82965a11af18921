package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;

/**
 * I1: no disruptive action begins while the effect of another is not over in the world, but that a
 * volume may grow under a collection on its own node that is given up; and no gentle one while four
 * of the same process are not answered.
 */
final class OneAtATime implements Invariant {
  private static final int GENTLE_AT_ONCE = 4;

  @Override
  public String name() {
    return "I1 one at a time";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    if (deed.disruptive()) {
      return deed.underWay().isEmpty()
          ? Optional.empty()
          : Optional.of("still under way: " + deed.underWay());
    }
    return deed.gentleUnanswered() < GENTLE_AT_ONCE
        ? Optional.empty()
        : Optional.of("%d gentle calls are not answered".formatted(deed.gentleUnanswered()));
  }
}
