package org.kubosteward.fleet;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a fleet by their peer ids, made once a picture: every peer that a node lists is
 * looked up here.
 */
public final class Siblings {
  private final Map<String, NodeId> byPeerId;
  private final long[] fingerprints;

  private Siblings(Map<String, NodeId> byPeerId) {
    this.byPeerId = Collections.unmodifiableMap(byPeerId);
    this.fingerprints =
        byPeerId.keySet().stream().mapToLong(Fingerprint::of).sorted().distinct().toArray();
  }

  /** The siblings among these nodes: all whose peer id is known. */
  static Siblings among(Collection<NodeView> views) {
    Map<String, NodeId> byPeerId = new HashMap<>();
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
                count(listedIn(swarm)) - (view.peerId().filter(swarm::lists).isPresent() ? 1 : 0));
  }

  /** The rank of a peer id that is known among all that are, from 0. */
  int rank(String peerId) {
    return Arrays.binarySearch(fingerprints, Fingerprint.of(peerId));
  }

  /** The ranks of those that a node lists, as bits; at least one word. Not to be changed. */
  long[] listedIn(Swarm swarm) {
    return swarm.among(fingerprints);
  }

  private static int count(long[] bits) {
    int count = 0;
    for (long word : bits) {
      count += Long.bitCount(word);
    }
    return count;
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
