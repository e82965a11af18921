package org.kubosteward.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Reading;

/** The latest round of this process and what is kept of those before it; from memory, at once. */
public interface LatestRound {
  /** The latest round; empty before the first. */
  Optional<Round> latest();

  /** What each node had moved in the round before the latest; empty before there are two. */
  default Map<NodeId, Reading<Bandwidth>> bandwidthBefore() {
    return Map.of();
  }

  /** Figures of the last rounds for charts, oldest first, bounded. */
  List<RoundFigures> history();
}
