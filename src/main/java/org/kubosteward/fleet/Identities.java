package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which peer id was last seen under each node's name, and what it was before. A node keeps its
 * identity on its volume: another one under the same name means another volume, without the pins
 * and blocks of the first. It is remembered across pictures and planes, also of nodes that left the
 * fleet, for a name may come back.
 */
public record Identities(SortedMap<NodeId, Borne> byNode) {
  /** Nothing is remembered. */
  public static final Identities NONE = new Identities(new TreeMap<>());

  /** Beyond this only the nodes of the picture are remembered. */
  private static final int MOST = 10_000;

  /** What is longer is no peer id. */
  private static final int LONGEST = 200;

  /** That a name was seen again is noted so often, so that not every round is news. */
  private static final Duration SEEN_EVERY = Duration.ofDays(1);

  public Identities {
    byNode = Collections.unmodifiableSortedMap(new TreeMap<>(byNode));
  }

  /**
   * The id that a name bears.
   *
   * @param seen when, to a day
   * @param change how it came to it; empty while it is the first that was seen
   */
  public record Borne(String peerId, Instant seen, Optional<Change> change) {

    /**
     * What is known once {@code later} was seen. Who bears the id from before the change again has
     * its old volume back, and nothing is left to tell.
     */
    public Borne then(Borne later) {
      if (later.peerId.equals(peerId)) {
        boolean news = later.seen.isAfter(seen.plus(SEEN_EVERY));
        Optional<Change> latest = later.change.or(() -> change);
        return new Borne(peerId, news ? later.seen : seen, latest);
      }
      boolean back = change.filter(known -> known.from().equals(later.peerId)).isPresent();
      return back || later.change.isPresent()
          ? later
          : new Borne(later.peerId, later.seen, Optional.of(new Change(peerId, later.seen)));
    }
  }

  /** Another id was borne until then. */
  public record Change(String from, Instant at) {}

  /** What that name bears, as far as is known. */
  public Optional<Borne> of(NodeId node) {
    return Optional.ofNullable(byNode.get(node));
  }

  /** With what the nodes of that picture say of themselves. */
  public Identities seen(FleetSnapshot picture) {
    SortedMap<NodeId, Borne> now = new TreeMap<>();
    picture
        .views()
        .forEach(
            view ->
                view.peerId()
                    .filter(peer -> peer.length() <= LONGEST)
                    .map(peer -> new Borne(peer, picture.takenAt(), Optional.empty()))
                    .ifPresent(borne -> now.put(view.id(), borne)));
    Identities all = then(new Identities(now));
    if (all.byNode.size() <= MOST) {
      return all;
    }
    SortedMap<NodeId, Borne> present = new TreeMap<>(all.byNode);
    present.keySet().retainAll(picture.nodes().keySet());
    return new Identities(present);
  }

  /** What is known when {@code later} was seen after these. */
  public Identities then(Identities later) {
    SortedMap<NodeId, Borne> all = new TreeMap<>(byNode);
    later.byNode.forEach((node, borne) -> all.merge(node, borne, Borne::then));
    return all.equals(byNode) ? this : new Identities(all);
  }
}
