package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the canaries last learned of each node's disk: whether a block could be written there. A
 * canary writes one where it is put, and another where it arrives.
 */
public final class BlockWrites {
  /** A canary may end while the picture is made; one far ahead is of a clock set back since. */
  private static final Duration ROUND = Duration.ofMinutes(1);

  private final Map<NodeId, Proof> last = new HashMap<>();
  private final Set<NodeId> full = new HashSet<>();
  private final Instant latest;

  private BlockWrites(FleetSnapshot picture) {
    this.latest = picture.takenAt().plus(ROUND);
  }

  /** Of all nodes. */
  static BlockWrites in(FleetSnapshot picture) {
    BlockWrites writes = new BlockWrites(picture);
    picture.links().values().forEach(proof -> proof.full().ifPresent(writes.full::add));
    if (!writes.full.isEmpty()) {
      picture.links().forEach(writes::note);
    }
    return writes;
  }

  /** The last canary, where the node had no room for its block; empty once one was written. */
  public Optional<Proof> refused(NodeId node) {
    return Optional.ofNullable(last.get(node)).filter(proof -> fullAt(node, proof));
  }

  private void note(Link link, Proof proof) {
    if (proof.at().isAfter(latest)) {
      return;
    }
    told(link, proof)
        .filter(full::contains)
        .forEach(
            node ->
                last.merge(
                    node,
                    proof,
                    (one, other) ->
                        other.at().isAfter(one.at())
                                || (other.at().equals(one.at()) && fullAt(node, other))
                            ? other
                            : one));
  }

  /** The nodes of whose disks this try tells. */
  private static Stream<NodeId> told(Link link, Proof proof) {
    if (proof.full().isPresent()) {
      // What did not fit where it arrived had been put where it came from.
      return fullAt(link.from(), proof)
          ? Stream.of(link.from())
          : Stream.of(link.from(), link.to());
    }
    return switch (proof.outcome()) {
      case EXCHANGED -> Stream.of(link.from(), link.to());
      case NOT_EXCHANGED -> Stream.of(link.from());
      case NOT_TRIED, NOT_ALLOWED -> Stream.empty();
    };
  }

  private static boolean fullAt(NodeId node, Proof proof) {
    return proof.full().filter(node::equals).isPresent();
  }
}
