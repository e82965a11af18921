package org.kubosteward.probe;

import java.util.Optional;

/** Knows which nodes there should be. */
public interface FleetSource {
  /** The nodes of this moment; answers at once, from what it already knows. */
  Selection select();

  /** Whether it has learned once which nodes there are; before that it has seen nothing at all. */
  default boolean listed() {
    return true;
  }

  /** What it is busy with before it can name the nodes, a sentence; empty when it is ready. */
  default Optional<String> progress() {
    return Optional.empty();
  }
}
