package org.kubosteward.probe;

import java.util.List;

/**
 * Which nodes there should be now.
 *
 * @param targets the nodes
 * @param foreign pods that the source names and that are no nodes, {@code namespace/name}
 * @param clusterTrouble why the API server tells nothing new: the list is the last that it gave
 * @param trouble why this list cannot be trusted, a sentence; empty when it can. An empty list is
 *     always trouble: nothing to watch is never an all-clear
 */
public record Selection(
    List<Target> targets, List<String> foreign, String clusterTrouble, String trouble) {
  public Selection {
    targets = List.copyOf(targets);
    foreign = List.copyOf(foreign);
    if (targets.isEmpty() && trouble.isEmpty()) {
      throw new IllegalArgumentException("an empty fleet needs a reason");
    }
  }

  /** A list that can be trusted. */
  public static Selection of(List<Target> targets) {
    return new Selection(targets, List.of(), "", "");
  }

  /** No list, because of {@code trouble}. */
  public static Selection none(String trouble) {
    return new Selection(List.of(), List.of(), "", trouble);
  }
}
