package org.kubosteward.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.PeerTally;
import org.kubosteward.kubo.SwarmPeers;

/**
 * Whom the nodes are connected to. It is the largest of their answers: in a mesh of a thousand
 * nodes a quarter of a megabyte from each, in every round, and nearly always the same as before. A
 * node that said the same twice is asked for the digest of its answer; when that differs, it is
 * asked once more and its answer is read.
 */
final class PeerLists {
  private static final Duration LEAST = Duration.ofMillis(1);

  private final InstantSource clock;
  private final Map<NodeId, Listed> lists = new ConcurrentHashMap<>();

  /**
   * @param steady whether the answer before was the same
   */
  private record Listed(Swarm swarm, long digest, boolean steady) {}

  PeerLists(InstantSource clock) {
    this.clock = clock;
  }

  /** What the node says now, within the deadline all in all. */
  CompletionStage<Reading<Swarm>> ask(Kubo kubo, Target target, Duration deadline) {
    Listed last = lists.get(target.id());
    if (last == null || !last.steady()) {
      return read(kubo, target, deadline);
    }
    return kubo.swarmPeersDigest(target.rpc(), deadline)
        .thenCompose(
            reply ->
                reply.fold(
                    answer ->
                        answer.value() == last.digest()
                            ? done(Reading.known(last.swarm(), clock.instant()))
                            : read(kubo, target, rest(deadline, answer.took())),
                    fault -> done(Facts.<Swarm>missing(fault, clock.instant()))));
  }

  /** What is left of the deadline, and never nothing: the call then fails as one too late. */
  private static Duration rest(Duration deadline, Duration took) {
    Duration rest = deadline.minus(took);
    return rest.compareTo(LEAST) < 0 ? LEAST : rest;
  }

  private CompletionStage<Reading<Swarm>> read(Kubo kubo, Target target, Duration deadline) {
    return kubo.swarmPeers(target.rpc(), deadline, tally())
        .thenApply(
            reply -> {
              reply.optional().ifPresent(listed -> keep(target.id(), listed));
              Instant now = clock.instant();
              return Facts.reading(reply, now).map(Listed::swarm);
            });
  }

  private void keep(NodeId node, Listed now) {
    lists.compute(
        node,
        (id, last) ->
            last != null && last.digest() == now.digest()
                ? new Listed(last.swarm(), last.digest(), true)
                : now);
  }

  /** Forgets the nodes that are not among these. */
  void keepOnly(Set<NodeId> nodes) {
    lists.keySet().retainAll(nodes);
  }

  private static CompletionStage<Reading<Swarm>> done(Reading<Swarm> reading) {
    return CompletableFuture.completedFuture(reading);
  }

  /** Takes the peers of one answer in as they come, so that no answer is held whole. */
  private static PeerTally<Listed> tally() {
    Swarm.Tally tally = new Swarm.Tally();
    return new PeerTally<>() {
      @Override
      public void peer(SwarmPeers.Peer peer) {
        tally.add(peer.peerId(), peer.addr(), direction(peer.direction()));
      }

      @Override
      public Listed end(long digest) {
        return new Listed(tally.swarm(), digest, false);
      }
    };
  }

  private static Swarm.Direction direction(SwarmPeers.Direction told) {
    return switch (told) {
      case IN -> Swarm.Direction.INBOUND;
      case OUT -> Swarm.Direction.OUTBOUND;
      case UNKNOWN -> Swarm.Direction.UNKNOWN;
    };
  }
}
