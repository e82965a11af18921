package org.kubosteward.preflight;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthPolicy.Hold;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Picture;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.NodeConfig;
import org.kubosteward.kubo.Reply;
import org.kubosteward.probe.Prober;
import org.kubosteward.probe.Selection;
import org.kubosteward.probe.Target;

/**
 * Has every node dial its siblings, looks at the fleet with the prober until its canaries have been
 * over the links, and has the health checks judge that picture. Blocks for two minutes and a few
 * rounds at most; meant for the start of a process.
 */
final class Surveyor {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** Of a large fleet each node is tried with its next neighbours. */
  private static final int NEIGHBOURS = 8;

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final long LOOKS_MOST = Duration.ofMinutes(2).dividedBy(LOOK_EVERY);

  private final Kubo kubo;
  private final Prober prober;
  private final boolean canaries;
  private final HealthPolicy policy;
  private final Duration lookEvery;

  Surveyor(Kubo kubo, Prober prober, boolean canaries, HealthPolicy policy) {
    this(kubo, prober, canaries, policy, LOOK_EVERY);
  }

  Surveyor(Kubo kubo, Prober prober, boolean canaries, HealthPolicy policy, Duration lookEvery) {
    this.kubo = kubo;
    this.prober = prober;
    this.canaries = canaries;
    this.policy = policy;
    this.lookEvery = lookEvery;
  }

  FleetSurvey of(Selection selection) throws InterruptedException {
    FleetSnapshot picture = look(1);
    SortedMap<NodeId, Reply<NodeConfig>> configs =
        all(selection.targets(), target -> kubo.config(target.rpc(), DEADLINE));
    SortedMap<Link, Reply<String>> dials = dials(selection.targets(), picture);
    for (long round = 2; round <= LOOKS_MOST && (round == 2 || !done(picture, dials)); round++) {
      TimeUnit.MILLISECONDS.sleep(lookEvery.toMillis());
      picture = look(round);
    }
    HealthReport report =
        new Checkup(atOnce(policy))
            .examine(HealthReport.empty(picture.takenAt()), new Picture(picture));
    return new FleetSurvey(selection, configs, dials, picture, report.findings(), canaries);
  }

  private FleetSnapshot look(long round) {
    return prober.observe(round, Duration.ZERO, Duration.ZERO, new TreeMap<>());
  }

  /** One after the other, so that no node is dialled and dials at the same time. */
  private SortedMap<Link, Reply<String>> dials(List<Target> targets, FleetSnapshot picture) {
    SortedMap<Link, Reply<String>> dials = new TreeMap<>();
    for (int i = 0; i < targets.size(); i++) {
      for (int step = 1; step <= Math.min(NEIGHBOURS, targets.size() - 1); step++) {
        Target from = targets.get(i);
        Target to = targets.get((i + step) % targets.size());
        Optional<Identity> peer = picture.node(to.id()).flatMap(view -> view.identity().value());
        if (peer.isPresent() && picture.node(from.id()).filter(NodeView::up).isPresent()) {
          dials.put(new Link(from.id(), to.id()), dial(from, peer.get()));
        }
      }
    }
    return dials;
  }

  private Reply<String> dial(Target from, Identity to) {
    List<String> direct =
        to.addresses().stream()
            .filter(a -> !a.contains("/p2p-circuit") && !a.startsWith("/ip4/127."))
            .limit(NEIGHBOURS)
            .toList();
    return kubo.swarmConnect(from.rpc(), direct.isEmpty() ? to.addresses() : direct, DEADLINE)
        .toCompletableFuture()
        .join();
  }

  /** Whether more looks would tell nothing new. */
  private boolean done(FleetSnapshot picture, SortedMap<Link, Reply<String>> dials) {
    return picture.views().filter(NodeView::up).noneMatch(Surveyor::toBeAsked)
        && (!canaries
            || dials.entrySet().stream()
                .filter(dial -> dial.getValue().optional().isPresent())
                .allMatch(dial -> told(picture.links().get(dial.getKey()))));
  }

  private static boolean toBeAsked(NodeView view) {
    return view.config().missing().filter(gap -> gap.why() == Why.NOT_ASKED).isPresent()
        || view.bootstrap().missing().filter(gap -> gap.why() == Why.NOT_ASKED).isPresent();
  }

  /** One failure proves nothing: it is as many that count against a link in the rounds. */
  private boolean told(@Nullable Proof proof) {
    return proof != null
        && (proof.outcome() == Outcome.EXCHANGED
            || proof.outcome() == Outcome.NOT_ALLOWED
            || proof.failures() >= policy.linkFailures());
  }

  /** The same marks, and none of the time that a condition is held in the rounds. */
  static HealthPolicy atOnce(HealthPolicy policy) {
    Map<Code, Hold> holds =
        Arrays.stream(Code.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    code -> new Hold(Duration.ZERO, policy.hold(code).clearAfter())));
    return new HealthPolicy(
        policy.peersMin(),
        policy.repoNearFull(),
        policy.repoFull(),
        policy.repoClearBelow(),
        policy.diskMinBytes(),
        policy.diskMinRatio(),
        policy.inodesMinRatio(),
        policy.gcStuckAfter(),
        policy.linkFailures(),
        policy.silentOneIn(),
        policy.lagMax(),
        policy.clockStepMax(),
        policy.clockSkewMax(),
        holds);
  }

  private static <T> SortedMap<NodeId, Reply<T>> all(
      List<Target> targets, Function<Target, CompletionStage<Reply<T>>> ask) {
    SortedMap<NodeId, CompletableFuture<Reply<T>>> asked = new TreeMap<>();
    targets.forEach(target -> asked.put(target.id(), ask.apply(target).toCompletableFuture()));
    SortedMap<NodeId, Reply<T>> answered = new TreeMap<>();
    asked.forEach((node, reply) -> answered.put(node, reply.join()));
    return answered;
  }
}
