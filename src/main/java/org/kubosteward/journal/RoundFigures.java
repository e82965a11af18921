package org.kubosteward.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Status;

/** The figures of one round that charts draw, small enough to keep hundreds. */
public record RoundFigures(
    long round, Instant at, Duration took, Status status, Map<NodeId, NodeFigures> nodes) {
  public RoundFigures {
    nodes = Map.copyOf(nodes);
  }

  /** One node in one round; -1 where the fact was missing. */
  public record NodeFigures(boolean up, int peers, double repoFill) {}
}
