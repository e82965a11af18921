package org.kubosteward.fleet;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a fleet by their peer ids, made once a picture: every peer that a node lists is
 * looked up here.
 */
public final class Siblings {
  private final SortedMap<String, NodeId> byPeerId;
  private final long[] fingerprints;

  private Siblings(SortedMap<String, NodeId> byPeerId) {
    this.byPeerId = Collections.unmodifiableSortedMap(byPeerId);
    this.fingerprints =
        byPeerId.keySet().stream().mapToLong(Fingerprint::of).sorted().distinct().toArray();
  }

  /** The siblings among these nodes: all whose peer id is known. */
  static Siblings among(Collection<NodeView> views) {
    SortedMap<String, NodeId> byPeerId = new TreeMap<>();
    views.forEach(view -> view.peerId().ifPresent(peer -> byPeerId.put(peer, view.id())));
    return new Siblings(byPeerId);
  }

  /** The peer ids that are known, each with its node. */
  public Map<String, NodeId> byPeerId() {
    return byPeerId;
  }

  /** How many other nodes of the fleet one lists; empty when it does not tell. */
  public Optional<Integer> listedBy(NodeView view) {
    return view.swarm()
        .value()
        .map(
            swarm ->
                swarm.among(fingerprints)
                    - (view.peerId().filter(swarm::lists).isPresent() ? 1 : 0));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Siblings siblings && byPeerId.equals(siblings.byPeerId);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(fingerprints);
  }

  @Override
  public String toString() {
    return byPeerId.toString();
  }
}
