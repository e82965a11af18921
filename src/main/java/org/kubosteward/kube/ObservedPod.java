package org.kubosteward.kube;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A pod of the fleet as the API server tells it.
 *
 * @param ordinal its number within its StatefulSet
 * @param ip empty until the pod has one
 * @param phase {@code Pending}, {@code Running}, {@code Succeeded}, {@code Failed}, {@code Unknown}
 * @param ready its Ready condition
 * @param readySince when the Ready condition last changed
 * @param restarts of its kubo container
 * @param waiting why its kubo container does not run, {@code CrashLoopBackOff} for one
 * @param ended how its kubo container ended the last time
 * @param leaving whether it is being deleted
 * @param bootingSince when it was created, while it has never been ready
 * @param machine the Kubernetes node it runs on
 * @param revision of its StatefulSet, which it was made from
 * @param containers the names of its containers, native sidecars among them, other init containers
 *     left out
 * @param set the name of the StatefulSet that controls it
 * @param claim the name of the PersistentVolumeClaim behind its repository
 * @param blocks the name of the claim behind its blocks, where they are on another
 */
public record ObservedPod(
    String namespace,
    String name,
    String uid,
    OptionalInt ordinal,
    Optional<String> ip,
    String phase,
    boolean ready,
    Optional<Instant> readySince,
    int restarts,
    Optional<String> waiting,
    Optional<Ending> ended,
    boolean leaving,
    Optional<Instant> bootingSince,
    Optional<String> machine,
    String revision,
    Map<String, String> annotations,
    List<String> containers,
    Optional<String> set,
    Optional<String> claim,
    Optional<String> blocks) {

  /** How a container ended: {@code OOMKilled}, {@code Error}, {@code Completed}, and its status. */
  public record Ending(String reason, int exitCode, Optional<Instant> at) {}
}
