package org.kubosteward.plane;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A real fault and what is declared to come of it.
 *
 * @param found the findings, the first of them with the outcome; none means that there may be none
 * @param severity of the first finding: critical pages somebody, warning writes a ticket
 * @param outcome {@code done ACTION}, {@code refused GUARD}, {@code left to people}, {@code
 *     nothing}
 * @param monitorSide whether it is the plane and not the fleet that is ill
 */
record Fault(
    String name,
    String what,
    List<String> found,
    String severity,
    String outcome,
    boolean monitorSide,
    Map<String, String> settings,
    Consumer<FaultGround> inject) {

  /** Done at the node, and by nobody else than who may. */
  static final String DONE = "done ";

  static final String REFUSED = "refused ";
  static final String LEFT = "left to people";
  static final String NOTHING = "nothing";

  Fault {
    found = List.copyOf(found);
    settings = Map.copyOf(settings);
  }

  static Fault of(String name, String what, Consumer<FaultGround> inject) {
    return new Fault(name, what, List.of(), "none", NOTHING, false, Map.of(), inject);
  }

  Fault finds(String level, String... codes) {
    return new Fault(name, what, List.of(codes), level, LEFT, monitorSide, settings, inject);
  }

  Fault then(String comes) {
    return new Fault(name, what, found, severity, comes, monitorSide, settings, inject);
  }

  Fault ofTheMonitor() {
    return new Fault(name, what, found, severity, outcome, true, settings, inject);
  }

  Fault with(String setting, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(setting, value);
    return new Fault(name, what, found, severity, outcome, monitorSide, more, inject);
  }

  String expected() {
    return found.isEmpty()
        ? "nothing is found; nothing"
        : String.join(", ", found) + " (" + severity + "); " + outcome;
  }

  /** Collections that may arrive at nodes: the only disruptive call without Kubernetes. */
  long disruptive() {
    return outcome.equals(DONE + "collect-garbage") ? 1 : 0;
  }
}
