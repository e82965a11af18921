package org.kubosteward.probe;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.kubosteward.fleet.NodeId;

/**
 * Since when something is so, by our own clock: what others say of when is by theirs, which may be
 * off by hours.
 *
 * <p>What was not there at one look and is there at the next began between the two. So a time that
 * is told is believed only between our last look without it and our first look at it; of what was
 * there at the first look of all, it is believed unless it lies ahead. Once settled it stays.
 */
final class Sightings {
  private final Map<NodeId, Seen> last = new ConcurrentHashMap<>();

  /** Begins a look at a node. */
  Look look(NodeId node, Instant now) {
    return new Look(node, now, last.get(node));
  }

  /** Forgets the nodes that are not among these. */
  void keepOnly(Set<NodeId> nodes) {
    last.keySet().retainAll(nodes);
  }

  private record Seen(Instant at, boolean whole, Map<Object, Instant> since) {}

  /** One look; used by one thread. */
  final class Look {
    private final NodeId node;
    private final Instant now;
    private final Map<Object, Instant> since = new HashMap<>();
    private final Map<Object, Instant> before;
    private final Instant notBefore;

    private Look(NodeId node, Instant now, @Nullable Seen seen) {
      this.node = node;
      this.now = now;
      this.before = seen == null ? Map.of() : seen.since();
      this.notBefore = seen == null || !seen.whole() ? Instant.MIN : seen.at();
    }

    /**
     * Since when it is so.
     *
     * @param what tells it from everything else on that node
     * @param told what the node says, as well as that can be put on our clock
     */
    Instant since(Object what, Instant told) {
      Instant known = before.get(what);
      Instant earliest = known != null ? known : told.isBefore(notBefore) ? notBefore : told;
      Instant settled = earliest.isAfter(now) ? now : earliest;
      since.put(what, settled);
      return settled;
    }

    /**
     * Ends the look.
     *
     * @param whole whether what was not seen was not there
     */
    void end(boolean whole) {
      last.put(node, new Seen(now, whole, Map.copyOf(since)));
    }
  }
}
