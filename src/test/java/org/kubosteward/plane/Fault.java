package org.kubosteward.plane;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.kubosteward.remedy.ActionKind;

/**
 * A real fault and what is declared to come of it.
 *
 * @param end what ends it, or what keeps the plane from helping, and what is declared to come then
 * @param monitorSide whether it is the plane and not the fleet that is ill
 * @param ownClock whether the plane lives by a clock of its own, that can be stepped
 */
record Fault(
    String name,
    String what,
    Expectation expected,
    Optional<End> end,
    boolean monitorSide,
    boolean ownClock,
    Map<String, String> settings,
    Consumer<FaultGround> inject) {

  private static final String SOURCE = "steward.fleet.source";
  private static final String KUBERNETES = "kubernetes";

  /** What is done then. */
  record End(String what, Consumer<FaultGround> bring, Expectation expected) {}

  Fault {
    settings = Map.copyOf(settings);
  }

  static Fault of(String name, String what, Consumer<FaultGround> inject) {
    return new Fault(
        name, what, Expectation.nothing(), Optional.empty(), false, false, Map.of(), inject);
  }

  Fault finds(String level, String... codes) {
    return expecting(Expectation.of(level, codes));
  }

  Fault then(String comes) {
    return expecting(expected.then(comes));
  }

  Fault collecting(long times) {
    return expecting(expected.collecting(times));
  }

  Fault andGone() {
    return expecting(expected.andGone());
  }

  private Fault expecting(Expectation other) {
    return new Fault(name, what, other, end, monitorSide, ownClock, settings, inject);
  }

  Fault until(String ends, Consumer<FaultGround> bring, Expectation after) {
    Optional<End> until = Optional.of(new End(ends, bring, after));
    return new Fault(name, what, expected, until, monitorSide, ownClock, settings, inject);
  }

  Fault ofTheMonitor() {
    return new Fault(name, what, expected, end, true, ownClock, settings, inject);
  }

  Fault onItsOwnClock() {
    return new Fault(name, what, expected, end, monitorSide, true, settings, inject);
  }

  Fault with(String setting, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(setting, value);
    return new Fault(name, what, expected, end, monitorSide, ownClock, more, inject);
  }

  /** The nodes are pods, and the plane finds them through an API server. */
  Fault onKubernetes() {
    return with(SOURCE, KUBERNETES);
  }

  boolean kubernetes() {
    return KUBERNETES.equals(settings.get(SOURCE));
  }

  /** The findings that are expected at any time. */
  Stream<String> codes() {
    return Stream.concat(
            expected.found().stream(), end.stream().flatMap(e -> e.expected().found().stream()))
        .distinct();
  }

  String declared() {
    return expected + end.map(e -> ". When %s: %s".formatted(e.what(), e.expected())).orElse("");
  }

  /** Disruptive calls that are to arrive, from first to last. */
  long disruptive() {
    return expected.disruptive() + end.map(e -> e.expected().disruptive()).orElse(0L);
  }

  /** Whether nothing that can hurt has any business here. */
  boolean harmless() {
    return (monitorSide && disruptive() == 0) || codes().findAny().isEmpty();
  }

  /** Whether nothing that can hurt has any business here before its end. */
  boolean harmlessUntilItsEnd() {
    return expected.disruptive() == 0 && (monitorSide || codes().findAny().isEmpty());
  }

  /** The same without its end, over pods, for a plane that may do all and is quick to believe. */
  Fault tempting() {
    Fault all =
        new Fault(name, what, expected, Optional.empty(), monitorSide, ownClock, settings, inject);
    for (ActionKind kind : ActionKind.values()) {
      all = all.with("steward.remedy.actions.\"%s\".mode".formatted(kind.label()), "auto");
    }
    return all.onKubernetes().with("steward.health.codes.\"NODE_HUNG\".raise-after", "1s");
  }

  List<String> found() {
    return expected.found();
  }
}
