package org.kubosteward.fleet;

import java.time.Duration;
import java.util.List;

/**
 * The state of the one who looks: without it "they are all gone" cannot be told from "I am blind".
 *
 * @param lag how much later than planned this round began
 * @param clockStep how far the wall clock moved against the monotonic one since the last round
 * @param expected how many nodes the source of the fleet names
 * @param foreign pods that carry the fleet's label and are no kubo, {@code namespace/name}
 * @param clusterTrouble why the API server tells us nothing new; empty when it does, or when there
 *     is none
 * @param sourceTrouble why the list of nodes cannot be trusted; empty when it can
 */
public record Observer(
    Duration lag,
    Duration clockStep,
    int expected,
    List<String> foreign,
    String clusterTrouble,
    String sourceTrouble) {
  public Observer {
    foreign = List.copyOf(foreign);
  }

  /** One outside Kubernetes. */
  public Observer(Duration lag, Duration clockStep, int expected, String sourceTrouble) {
    this(lag, clockStep, expected, List.of(), "", sourceTrouble);
  }

  /** One who looks on time, with a sound clock and a list of {@code expected} nodes. */
  public static Observer steady(int expected) {
    return new Observer(Duration.ZERO, Duration.ZERO, expected, "");
  }
}
