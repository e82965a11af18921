package org.kubosteward.probe;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.kubosteward.fleet.Fingerprint;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Namesakes;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.fleet.Swarm;

/**
 * Says which links are to be proven now.
 *
 * <ol>
 *   <li>A link counts while both nodes answer and one of them lists the other, by a peer id that no
 *       other node bears.
 *   <li>It is due at once when it was never proven, when its last proof failed, or when its
 *       connections changed since; when another link from the same holder began to fail since,
 *       which tells a link that is blind from a node that serves nobody; else when its proof is as
 *       old as the pace.
 *   <li>Failed and changed links come first, then the longest unproven.
 *   <li>A fleet too large for all pairs proves each node with its next neighbours in a ring.
 * </ol>
 *
 * Not safe for use by two threads: a round is one thread.
 */
final class CanaryRota {
  /** Pairs looked at in a fleet: bounds the memory and the work of a round. */
  static final int MAX_LINKS = 20_000;

  /** A link that failed more often in a row than this has told the others of its holder. */
  private static final int FRESH = 2;

  private final Duration every;
  private final int most;
  private Map<Link, Long> connections = new HashMap<>();
  private final Set<Link> changed = new HashSet<>();

  CanaryRota(Duration every, int most) {
    this.every = every;
    this.most = most;
  }

  /** The links to prove now, the most urgent first, at most {@code most}; none in flight. */
  List<Link> due(
      SortedMap<NodeId, NodeView> nodes, Map<Link, Proof> proofs, Set<Link> inFlight, Instant now) {
    List<Link> pairs = pairs(List.copyOf(nodes.keySet()));
    Map<Link, Long> seen = connections(pairs, nodes);
    seen.forEach(
        (link, how) -> {
          if (!how.equals(connections.get(link))) {
            changed.add(link);
          }
        });
    connections = seen;
    changed.retainAll(seen.keySet());

    Map<NodeId, Instant> fresh = freshFailures(proofs);
    List<Link> due = new ArrayList<>();
    for (Link link : pairs) {
      Proof proof = proofs.get(link);
      if (seen.containsKey(link)
          && !inFlight.contains(link)
          && (isDue(link, proof, now) || inDoubt(proof, fresh.get(link.from())))) {
        due.add(link);
      }
    }
    due.sort(
        Comparator.comparing((Link link) -> !urgent(link, proofs.get(link)))
            .thenComparing(link -> lastTried(proofs.get(link)))
            .thenComparing(Comparator.naturalOrder()));
    List<Link> chosen = List.copyOf(due.subList(0, Math.min(most, due.size())));
    chosen.forEach(changed::remove);
    return chosen;
  }

  private boolean isDue(Link link, @Nullable Proof proof, Instant now) {
    return proof == null
        || urgent(link, proof)
        // One of a moment to come is of a clock that was set back since: how old it is, none knows.
        || proof.at().isAfter(now)
        || Duration.between(proof.at(), now).compareTo(every) >= 0;
  }

  /** By holder, when the last of those of its links failed that fail since a moment ago. */
  private static Map<NodeId, Instant> freshFailures(Map<Link, Proof> proofs) {
    Map<NodeId, Instant> fresh = new HashMap<>();
    proofs.forEach(
        (link, proof) -> {
          if (proof.outcome() == Outcome.NOT_EXCHANGED && proof.failures() <= FRESH) {
            fresh.merge(link.from(), proof.at(), (one, other) -> one.isAfter(other) ? one : other);
          }
        });
    return fresh;
  }

  private static boolean inDoubt(@Nullable Proof proof, @Nullable Instant failed) {
    return proof != null && failed != null && proof.at().isBefore(failed);
  }

  private boolean urgent(Link link, @Nullable Proof proof) {
    return changed.contains(link) || (proof != null && proof.failures() > 0);
  }

  private static Instant lastTried(@Nullable Proof proof) {
    return proof == null ? Instant.MIN : proof.at();
  }

  /** Every ordered pair, or as many neighbours of each as the bound allows. */
  private static List<Link> pairs(List<NodeId> ids) {
    int size = ids.size();
    int neighbours = size < 2 ? 0 : Math.min(size - 1, Math.max(1, MAX_LINKS / size));
    List<Link> pairs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      for (int step = 1; step <= neighbours; step++) {
        pairs.add(new Link(ids.get(i), ids.get((i + step) % size)));
      }
    }
    return pairs;
  }

  /** By link that counts, how the two are connected, as both sides tell; the same both ways. */
  private static Map<Link, Long> connections(List<Link> pairs, SortedMap<NodeId, NodeView> nodes) {
    Namesakes namesakes = Namesakes.among(nodes.values());
    Map<NodeId, Long> peers = new HashMap<>();
    Map<NodeId, Swarm> swarms = new HashMap<>();
    nodes.values().stream()
        .filter(NodeView::up)
        .forEach(
            view -> {
              view.peerId()
                  .filter(peer -> !namesakes.share(peer))
                  .ifPresent(peer -> peers.put(view.id(), Fingerprint.of(peer)));
              view.swarm().value().ifPresent(swarm -> swarms.put(view.id(), swarm));
            });
    Map<Link, Long> found = new HashMap<>();
    for (Link link : pairs) {
      Long from = peers.get(link.from());
      Long to = peers.get(link.to());
      if (from != null && to != null) {
        long there = way(swarms.get(link.from()), to);
        long back = way(swarms.get(link.to()), from);
        if (there != 0 || back != 0) {
          found.put(link, there + back);
        }
      }
    }
    return found;
  }

  private static long way(@Nullable Swarm swarm, long peer) {
    return swarm == null ? 0 : swarm.way(peer);
  }
}
