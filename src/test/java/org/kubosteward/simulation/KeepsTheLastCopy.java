package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;
import org.kubosteward.remedy.ActionKind;

/**
 * I11: a restart deletes no root that no other node keeps, and takes away no copy that is the last
 * one alive.
 */
final class KeepsTheLastCopy implements Invariant {
  @Override
  public String name() {
    return "I11 keeps the last copy";
  }

  @Override
  public Optional<String> breach(Deed deed, List<Deed> before, Spec spec) {
    if (deed.action().kind() != ActionKind.RESTART_POD) {
      return Optional.empty();
    }
    return deed.truth().losesPins()
        ? Optional.of("it is on no volume and keeps what no other does")
        : deed.truth().lastLiveCopy()
            ? Optional.of("it is the last that serves")
            : Optional.empty();
  }
}
