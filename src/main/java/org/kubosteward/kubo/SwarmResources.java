package org.kubosteward.kubo;

import java.util.OptionalLong;

/** libp2p's resource manager, scope System (swarm/resources). */
public record SwarmResources(
    Use conns, Use connsInbound, Use streams, Use memoryBytes, Use fileDescriptors) {

  /**
   * One resource.
   *
   * @param limit nothing when it is unlimited
   */
  public record Use(long used, OptionalLong limit) {}
}
