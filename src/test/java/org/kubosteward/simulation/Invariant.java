package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;

/** What must hold, whatever happens; judged by what the world saw, not by what the planes say. */
interface Invariant {
  /** Its number and its name, {@code I1 one at a time}. */
  String name();

  /**
   * What is wrong with this call; empty when nothing is.
   *
   * @param before all calls before it, oldest first
   */
  Optional<String> breach(Deed deed, List<Deed> before, Spec spec);

  /** All of them. */
  static List<Invariant> all() {
    return List.of(
        new OneAtATime(),
        new WithinBudget(),
        new WithinHours(),
        new SwitchedOff(),
        new CooledDown(),
        new HandsOff(),
        new Witnessed(),
        new MayRoll(),
        new OfThisTerm(),
        new OnceEach(),
        new Written(),
        new KeepsTheLastCopy(),
        new NobodyByChance(),
        new OnlyWhereItHelps());
  }
}
