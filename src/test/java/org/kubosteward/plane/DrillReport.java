package org.kubosteward.plane;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** When each step of a drill was reached, from the fault on. */
final class DrillReport {
  private final Drill drill;
  private final Instant fault;
  private final Map<String, Duration> steps = new LinkedHashMap<>();

  DrillReport(Drill drill, Instant fault) {
    this.drill = drill;
    this.fault = fault;
  }

  void reached(String step, Instant at) {
    steps.put(step, Duration.between(fault, at));
  }

  Drill drill() {
    return drill;
  }

  /** From the fault to the step; zero when it was not reached. */
  Duration to(String step) {
    return steps.getOrDefault(step, Duration.ZERO);
  }

  static String seconds(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }

  @Override
  public String toString() {
    return drill.name()
        + " ("
        + drill.alert()
        + "): "
        + steps.entrySet().stream()
            .map(step -> step.getKey() + " " + seconds(step.getValue()))
            .collect(Collectors.joining(", "));
  }
}
