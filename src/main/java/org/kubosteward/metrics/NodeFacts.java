package org.kubosteward.metrics;

import java.util.List;
import java.util.Optional;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;

/**
 * A node, with what its series need to know of the rest of the fleet.
 *
 * @param labels its namespace and name: the first two labels of all its series
 * @param soleRoots how many roots no other node keeps; empty while that cannot be told
 */
record NodeFacts(
    NodeView view,
    List<String> labels,
    FleetSnapshot picture,
    Links links,
    Optional<Long> soleRoots) {

  /** How the canaries across the links towards this node went: it is the one that asks. */
  record Links(int exchanging, int blind) {
    static final Links NONE = new Links(0, 0);
  }
}
