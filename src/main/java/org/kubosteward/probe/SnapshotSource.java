package org.kubosteward.probe;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.kubosteward.fleet.Collection;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Preparation;

/** Whoever makes the picture of a round. Used by one thread. */
public interface SnapshotSource {
  /**
   * The picture of this round.
   *
   * @param lag how late the round began
   * @param clockStep how far the wall clock moved on its own since the last round
   * @param collections what is on record of garbage collections
   */
  FleetSnapshot observe(
      long round, Duration lag, Duration clockStep, SortedMap<NodeId, Collection> collections);

  /** Whether there is a list of nodes to look at; before the first there is nothing to see. */
  default boolean open() {
    return true;
  }

  /** What is done before there are nodes to look at; empty when nothing is. */
  default Optional<Preparation> preparation() {
    return Optional.empty();
  }

  /** Whether a node that was silent in the last round has answered since the last call. */
  boolean stirred();

  /** Whether canaries are under way whose outcome the next round will see. */
  boolean proving();
}
