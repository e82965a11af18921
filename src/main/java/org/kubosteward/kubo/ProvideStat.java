package org.kubosteward.kubo;

import java.time.Instant;
import java.util.Optional;

/**
 * How announcing content to the DHT goes (provide/stat).
 *
 * @param sweep nothing when the node announces in the old way, which tells none of this
 */
public record ProvideStat(Optional<Sweep> sweep) {

  /**
   * The sweeping provider of one of the two DHTs.
   *
   * @param connectivity kubo's word: online, disconnected or offline
   * @param pendingKeyProvides keys waiting for their first announcement
   * @param pendingRegionReprovides regions of the keyspace that are late
   * @param scheduledKeys keys announced again and again
   * @param nextReprovideAt nothing while kubo has not planned it
   */
  public record Sweep(
      String connectivity,
      long pendingKeyProvides,
      long pendingRegionReprovides,
      long scheduledKeys,
      Optional<Instant> nextReprovideAt) {}
}
