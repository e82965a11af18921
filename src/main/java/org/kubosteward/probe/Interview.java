package org.kubosteward.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Version;
import org.kubosteward.kubo.ActiveCommands;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.Reply;

/**
 * Asks one node all ordinary questions. Its version comes first and over a connection of its own: a
 * node that cannot say that is asked nothing else, so a hung node costs one deadline a round. One
 * that says it at once is asked the others in one go over one connection. One that says it slowly
 * is asked them over a connection each: in line they would wait for one another, and those at the
 * end would miss their deadline.
 */
final class Interview {
  /** Of a deadline that many answers as slow as the first have room. */
  private static final int WAITS = 3;

  private final Kubo kubo;
  private final Kubo inLine;
  private final Kubo apart;
  private final ProbePolicy policy;
  private final InstantSource clock;
  private final Sightings commandsSeen = new Sightings();
  private final PeerLists peerLists;

  Interview(Kubo kubo, ProbePolicy policy, InstantSource clock) {
    this.kubo = kubo;
    this.inLine = kubo.inLine();
    this.apart = kubo.apart();
    this.policy = policy;
    this.clock = clock;
    this.peerLists = new PeerLists(clock);
  }

  /** What the node says now; what it does not say is taken from {@code before} where that holds. */
  CompletionStage<NodeView> ask(Target target, NodeView before, SlowFacts slow) {
    return kubo.version(target.rpc(), policy.deadline())
        .thenCompose(
            reply -> {
              Reading<Version> version = Facts.reading(reply, clock.instant()).map(Facts::version);
              return version
                  .missing()
                  .<CompletionStage<NodeView>>map(
                      why -> CompletableFuture.completedFuture(silent(before, version, why)))
                  .orElseGet(
                      () ->
                          askAll(line(reply.took()), target, version, slow)
                              .thenApply(view -> view.answering(reply.took())));
            });
  }

  private Kubo line(Duration took) {
    return took.multipliedBy(WAITS).compareTo(policy.deadline()) > 0 ? apart : inLine;
  }

  private CompletionStage<NodeView> askAll(
      Kubo kubo, Target target, Reading<Version> version, SlowFacts slow) {
    KuboEndpoint rpc = target.rpc();
    var deadline = policy.deadline();
    var identity = put(kubo.id(rpc, deadline), Facts::identity);
    var swarm = peerLists.ask(kubo, target, deadline).toCompletableFuture();
    var peering = put(kubo.peeringLs(rpc, deadline), Facts::peering);
    var bandwidth = put(kubo.bandwidth(rpc, deadline), Facts::bandwidth);
    var repo = put(kubo.repoStat(rpc, deadline), Facts::repo);
    var disk = put(kubo.diagSys(rpc, deadline), Facts::disk);
    var bitswap = put(kubo.bitswapStat(rpc, deadline), Facts::bitswap);
    var provide =
        read(kubo.provideStat(rpc, policy.lan(), deadline))
            .thenApply(Facts::provide)
            .toCompletableFuture();
    var resources = put(kubo.swarmResources(rpc, deadline), Facts::resources);
    var commands =
        kubo.diagCmds(rpc, deadline)
            .thenApply(reply -> commands(target.id(), reply))
            .toCompletableFuture();
    return CompletableFuture.allOf(
            identity, swarm, peering, bandwidth, repo, disk, bitswap, provide, resources, commands)
        .thenApply(
            done ->
                NodeView.notAsked(target.id(), version.at())
                    .with(Question.VERSION, version)
                    .with(Question.IDENTITY, identity.join())
                    .with(Question.SWARM, swarm.join())
                    .with(Question.PEERING, peering.join())
                    .with(Question.BANDWIDTH, bandwidth.join())
                    .with(Question.REPO, repo.join())
                    .with(Question.DISK, disk.join())
                    .with(Question.BITSWAP, bitswap.join())
                    .with(Question.PROVIDE, provide.join())
                    .with(Question.RESOURCES, resources.join())
                    .with(Question.COMMANDS, commands.join())
                    .with(Question.PINS, slow.pins())
                    .with(Question.PROCESS, slow.process())
                    .with(Question.BOOTSTRAP, slow.bootstrap())
                    .answered(Optional.of(version.at()))
                    .with(Question.CONFIG, slow.config()));
  }

  /**
   * A node that does not answer keeps its name, so that its siblings can be asked about it, and
   * what it pinned when it last told, so that nobody deletes the last copy.
   */
  private static NodeView silent(
      NodeView before, Reading<Version> version, Missing<Version> missing) {
    NodeView unknown = NodeView.unknown(before.id(), missing.why(), missing.detail(), missing.at());
    return unknown
        .with(Question.VERSION, version)
        .with(Question.IDENTITY, kept(before, unknown, Question.IDENTITY))
        .with(Question.PINS, kept(before, unknown, Question.PINS))
        .answered(before.lastSuccess());
  }

  private static <T> Reading<T> kept(NodeView before, NodeView now, Question<T> question) {
    return before.reading(question).known() ? before.reading(question) : now.reading(question);
  }

  private Reading<Commands> commands(NodeId node, Reply<ActiveCommands> reply) {
    Instant now = clock.instant();
    return reply.fold(
        answer -> Reading.known(Facts.commands(answer, commandsSeen.look(node, now), now), now),
        fault -> Facts.<Commands>missing(fault, now));
  }

  /** Forgets what was seen on the nodes that are not among these. */
  void keepOnly(Set<NodeId> nodes) {
    commandsSeen.keepOnly(nodes);
    peerLists.keepOnly(nodes);
  }

  private <T, R> CompletableFuture<Reading<R>> put(
      CompletionStage<Reply<T>> reply, Function<T, R> fact) {
    return read(reply).thenApply(reading -> reading.<R>map(fact)).toCompletableFuture();
  }

  private <T> CompletionStage<Reading<T>> read(CompletionStage<Reply<T>> reply) {
    return reply.thenApply(r -> Facts.reading(r, clock.instant()));
  }
}
