package org.kubosteward.kube;

import java.time.Duration;
import java.util.Optional;

/**
 * Which pods are the fleet, and how the API server is asked for them.
 *
 * @param namespace of the fleet
 * @param selector the label selector of its pods
 * @param container the container of a pod that runs kubo
 * @param repository where that container mounts its repository's volume
 * @param watchFor how long one watch lasts before the next takes over; a watch that died in silence
 *     is noticed then, so this is how old {@link ObservedFleet#at()} gets while all is well
 * @param relistEvery how long watches are trusted before everything is listed again
 * @param callDeadline how long one call may take
 * @param kubelets how the machines are asked for volume statistics; empty: not at all
 */
public record KubeSettings(
    String namespace,
    String selector,
    String container,
    String repository,
    Duration watchFor,
    Duration relistEvery,
    Duration callDeadline,
    Optional<KubeletSettings> kubelets) {

  /** What suits a fleet of our own making. */
  public static KubeSettings of(String namespace) {
    return new KubeSettings(
        namespace,
        "app.kubernetes.io/name=kubo",
        "kubo",
        "/data/ipfs",
        Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        Duration.ofSeconds(5),
        Optional.empty());
  }

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  public KubeSettings {
    if (watchFor.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("watchFor must be a second or more, not " + watchFor);
    }
    if (callDeadline.isZero() || callDeadline.isNegative()) {
      throw new IllegalArgumentException("callDeadline must be above zero, not " + callDeadline);
    }
    if (relistEvery.compareTo(watchFor) < 0) {
      throw new IllegalArgumentException("relistEvery must be watchFor or more, not less");
    }
  }
}
