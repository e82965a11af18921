package org.kubosteward.fleet;

import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What libp2p's resource manager counts for the whole node ({@code swarm/resources}). */
public record Resources(Use connections, Use streams, Use memoryBytes, Use fileDescriptors) {
  public Resources {
    Objects.requireNonNull(connections, "connections");
  }

  /** The fullest of the limited resources, 1 being exhausted; empty when none is limited. */
  public OptionalDouble fullest() {
    return Stream.of(connections, streams, memoryBytes, fileDescriptors)
        .filter(use -> use.limit().isPresent() && use.limit().getAsLong() > 0)
        .mapToDouble(use -> (double) use.used() / use.limit().getAsLong())
        .max();
  }

  /** One resource: in use, and its limit, empty when unlimited. */
  public record Use(long used, OptionalLong limit) {}
}
