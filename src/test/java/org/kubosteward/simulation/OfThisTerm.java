package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;

/** I7: of several planes only that one acts which holds the lease as the API server keeps it. */
final class OfThisTerm implements Invariant {
  @Override
  public String name() {
    return "I7 of this term";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    return spec.planes() > 1 && !deed.leader().equals(deed.process())
        ? Optional.of("%s leads, not %s".formatted(deed.leader(), deed.process()))
        : Optional.empty();
  }
}
