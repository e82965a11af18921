package org.kubosteward.probe;

import java.util.Optional;
import org.kubosteward.fleet.Preparation;

/** Knows which nodes there should be. */
public interface FleetSource {
  /** The nodes of this moment; answers at once, from what it already knows. */
  Selection select();

  /** Whether it has learned once which nodes there are; before that it has seen nothing at all. */
  default boolean listed() {
    return true;
  }

  /**
   * What is done before it can name the nodes, or how that failed; empty when it is ready. Whoever
   * goes on preparing ends it in bounded time, one way or the other.
   */
  default Optional<Preparation> preparation() {
    return Optional.empty();
  }
}
