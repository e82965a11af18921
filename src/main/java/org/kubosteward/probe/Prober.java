package org.kubosteward.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kubosteward.fleet.Collection;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Namesakes;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.kubo.Kubo;

/**
 * Asks the whole fleet once a round, all nodes at the same time, and makes one picture of it. Each
 * call has its own deadline, so a round takes two deadlines at the most, however many nodes hang,
 * and none for those that hung in the round before. These, the slow tier and the canaries are asked
 * beside the rounds; a round takes what they brought so far.
 */
public final class Prober implements SnapshotSource {
  private final FleetSource source;
  private final InstantSource clock;
  private final Interview interview;
  private final SlowTier slow;
  private final Leftovers leftovers;
  private final Canary canary;
  private final CanaryRota rota;
  private final SilentNodeWatch stir;
  private final PodDates podDates = new PodDates();
  private final Laggards laggards = new Laggards();
  private final Map<Link, Proof> proofs = new ConcurrentHashMap<>();
  private final Set<Link> proving = ConcurrentHashMap.newKeySet();
  private Map<NodeId, NodeView> before = new HashMap<>();
  private List<Target> silent = List.of();

  /** One prober a process: it remembers the last picture. */
  public Prober(
      FleetSource source, Kubo kubo, ProbePolicy policy, InstantSource clock, Random random) {
    this.source = source;
    this.clock = clock;
    this.interview = new Interview(kubo, policy, clock);
    this.slow = new SlowTier(kubo, policy, clock);
    this.leftovers = new Leftovers(kubo, policy, clock);
    this.canary = new Canary(kubo, policy, clock, random, leftovers);
    this.stir = new SilentNodeWatch(kubo);
    this.rota = new CanaryRota(policy.canaryEvery(), policy.canaryMax());
  }

  @Override
  public FleetSnapshot observe(
      long round, Duration lag, Duration clockStep, SortedMap<NodeId, Collection> collections) {
    Instant takenAt = clock.instant();
    Selection selection = source.select();
    SortedMap<NodeId, NodeView> nodes = ask(selection.targets(), takenAt);
    Map<NodeId, Target> targets =
        selection.targets().stream().collect(Collectors.toMap(Target::id, target -> target));
    forgetAllBut(targets.keySet());
    Namesakes namesakes = Namesakes.among(nodes.values());
    proofs.keySet().removeIf(namesakes::touch);
    beginSlowQuestions(selection.targets(), nodes);
    before = nodes;
    silent = selection.targets().stream().filter(target -> silent(target, nodes)).toList();
    SortedMap<Link, Proof> links = new TreeMap<>(proofs);
    beginCanaries(targets, nodes, takenAt);
    return new FleetSnapshot(
        round,
        takenAt,
        nodes,
        links,
        collections,
        new Observer(
            lag,
            clockStep,
            selection.targets().size(),
            selection.foreign(),
            selection.clusterTrouble(),
            selection.trouble()));
  }

  @Override
  public boolean open() {
    return source.listed();
  }

  @Override
  public Optional<Preparation> preparation() {
    return source.preparation();
  }

  /** Asks the nodes that were silent in the last round whether they live. */
  @Override
  public boolean stirred() {
    boolean stirred = stir.among(silent);
    return laggards.heard() || stirred;
  }

  private static boolean silent(Target target, SortedMap<NodeId, NodeView> nodes) {
    NodeView view = nodes.get(target.id());
    return view != null && !view.up();
  }

  @Override
  public boolean proving() {
    return !proving.isEmpty();
  }

  private SortedMap<NodeId, NodeView> ask(List<Target> targets, Instant at) {
    Map<NodeId, CompletableFuture<NodeView>> answers = new HashMap<>();
    Set<NodeId> beside = new HashSet<>();
    for (Target target : targets) {
      NodeId id = target.id();
      NodeView last =
          before.getOrDefault(id, NodeView.unknown(id, Why.NOT_ASKED, "not asked yet", at));
      Supplier<CompletionStage<NodeView>> questions =
          () -> interview.ask(target, last, slow.facts(id));
      if (laggards.has(id, last)) {
        beside.add(id);
        laggards.ask(target, last, questions);
      } else {
        answers.put(id, questions.get().toCompletableFuture());
      }
    }
    laggards.keepOnly(beside);
    SortedMap<NodeId, NodeView> views = new TreeMap<>();
    answers.forEach((id, answer) -> views.put(id, answer.join()));
    views.putAll(laggards.views());
    for (Target target : targets) {
      target
          .pod()
          .ifPresent(
              pod ->
                  views.computeIfPresent(
                      target.id(),
                      (id, view) -> view.with(Question.POD, podDates.dated(id, pod, at))));
    }
    return views;
  }

  private void beginSlowQuestions(List<Target> targets, SortedMap<NodeId, NodeView> nodes) {
    for (Target target : targets) {
      NodeView now = nodes.get(target.id());
      if (now != null && now.up()) {
        NodeView last = before.get(target.id());
        slow.askIfDue(target, last != null && !last.up());
        leftovers.sweepIfDue(target, now);
      }
    }
  }

  private void beginCanaries(
      Map<NodeId, Target> targets, SortedMap<NodeId, NodeView> nodes, Instant now) {
    for (Link link : rota.due(nodes, proofs, Set.copyOf(proving), now)) {
      Target from = targets.get(link.from());
      Target to = targets.get(link.to());
      if (from == null || to == null) {
        continue;
      }
      proving.add(link);
      Proof last = proofs.get(link);
      canary
          .prove(from, to, last == null ? 0 : last.failures())
          .whenComplete(
              (proof, never) -> {
                if (proof != null) {
                  proofs.put(link, proof);
                }
                proving.remove(link);
              });
    }
  }

  private void forgetAllBut(Set<NodeId> nodes) {
    slow.keepOnly(nodes);
    interview.keepOnly(nodes);
    podDates.keepOnly(nodes);
    leftovers.keepOnly(nodes);
    proofs.keySet().removeIf(link -> !nodes.contains(link.from()) || !nodes.contains(link.to()));
  }
}
