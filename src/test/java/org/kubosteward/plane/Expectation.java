package org.kubosteward.plane;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is declared to come of a fault.
 *
 * @param found the findings, the first of them with the outcome; none means that there may be none
 * @param severity of the first finding: critical pages somebody, warning writes a ticket
 * @param outcome {@code done ACTION}, {@code refused GUARD}, {@code left to people}, {@code
 *     nothing}
 * @param collections how often garbage is collected; empty: a disruptive outcome comes once
 * @param gone whether all of these findings end
 */
record Expectation(
    List<String> found, String severity, String outcome, OptionalLong collections, boolean gone) {

  /** Done at the node, and by nobody else than who may. */
  static final String DONE = "done ";

  static final String REFUSED = "refused ";
  static final String LEFT = "left to people";
  private static final String NOTHING = "nothing";
  private static final Set<String> HURTS = Set.of(DONE + "collect-garbage", DONE + "restart-pod");

  Expectation {
    found = List.copyOf(found);
  }

  static Expectation nothing() {
    return new Expectation(List.of(), "none", NOTHING, OptionalLong.empty(), false);
  }

  /** These findings, left to people. */
  static Expectation of(String severity, String... codes) {
    return new Expectation(List.of(codes), severity, LEFT, OptionalLong.empty(), false);
  }

  Expectation then(String comes) {
    return new Expectation(found, severity, comes, collections, gone);
  }

  Expectation collecting(long times) {
    return new Expectation(found, severity, outcome, OptionalLong.of(times), gone);
  }

  Expectation andGone() {
    return new Expectation(found, severity, outcome, collections, true);
  }

  /** Calls that can hurt and that are to arrive: no more and no fewer. */
  long disruptive() {
    return collections.orElse(HURTS.contains(outcome) ? 1 : 0);
  }

  @Override
  public String toString() {
    String many =
        collections.isPresent() ? ", %d collected".formatted(collections.getAsLong()) : "";
    return found.isEmpty()
        ? "nothing is found; " + outcome
        : String.join(", ", found)
            + " ("
            + severity
            + "); "
            + outcome
            + many
            + (gone ? ", then gone" : "");
  }
}
