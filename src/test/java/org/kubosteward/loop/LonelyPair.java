package org.kubosteward.loop;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kubosteward.act.ActionRunner;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthPolicy.Hold;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.kube.Term;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;
import org.kubosteward.probe.ProbePolicy;
import org.kubosteward.probe.Prober;
import org.kubosteward.probe.Selection;
import org.kubosteward.probe.Target;
import org.kubosteward.remedy.RemedyPolicy;

/**
 * Two recorded nodes that have lost each other, a journal, and as many loops over them as wanted.
 */
final class LonelyPair implements AutoCloseable {
  static final NodeId ONE = new NodeId("default", "kubo-1");
  static final NodeId TWO = new NodeId("default", "kubo-2");

  private final Vertx vertx = Vertx.vertx();
  final RecordedKubo one = lonely("12D3KooWL82SMoKuQuS3PELVsLTGU8P5gJRVfKYu6kXAQPTRqar7");
  final RecordedKubo two = lonely("12D3KooWMWnyD2YQMxejCYmHN5dNK5gEbYhv1U2VxcC8HGqbrGk4");
  final MemoryDatabase database = new MemoryDatabase();
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private final List<Target> targets = List.of(target(ONE, one), target(TWO, two));

  /** A loop whose rounds follow each other as fast as they may. */
  Rounds rounds(Supplier<Optional<Term>> lease, Journal journal) {
    return rounds(lease, journal, config(Duration.ofMillis(600), Duration.ofMillis(550)));
  }

  Rounds rounds(Supplier<Optional<Term>> lease, Journal journal, RoundConfig config) {
    SystemClock clock = new SystemClock();
    Prober prober = new Prober(() -> Selection.of(targets), kubo, probing(), clock, new Random(1));
    ActionRunner hands =
        new ActionRunner(
            kubo,
            id -> targets.stream().filter(t -> t.id().equals(id)).map(Target::rpc).findFirst(),
            span -> CompletableFuture.completedFuture(null));
    return new Rounds(
        clock,
        new Pace(config, clock.steady()),
        new Tenure(lease, journal),
        new RoundWatch(clock),
        prober,
        DecisionCore.of(impatient()),
        hands::perform,
        journal,
        new Counters(),
        attempt -> {},
        RemedyPolicy.shipped(),
        new IntentReader(journal, new PauseFile(Path.of("target/no-such-file"))),
        ContentRounds.NONE);
  }

  /** How often one of the two was told to dial the other. */
  long dials() {
    return Stream.of(one, two)
        .flatMap(node -> node.commands().stream())
        .filter("swarm/connect"::equals)
        .count();
  }

  /** RoundTicker until it is so. */
  static void tickUntil(Rounds rounds, Callable<Boolean> condition) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInSameThread()
        .until(
            () -> {
              rounds.tick();
              return condition.call();
            });
  }

  /** The number of the latest round. */
  static long round(Journal journal) {
    return journal.latest().map(round -> round.picture().round()).orElse(0L);
  }

  /** When the latest round began. */
  static Instant began(Journal journal) {
    return journal.latest().orElseThrow().picture().takenAt();
  }

  static RoundConfig config(Duration every, Duration unsettledEvery) {
    return new RoundConfig() {
      @Override
      public Duration every() {
        return every;
      }

      @Override
      public Duration unsettledEvery() {
        return unsettledEvery;
      }

      @Override
      public Duration unsettledFor() {
        return Duration.ofMinutes(2);
      }
    };
  }

  private static ProbePolicy probing() {
    return new ProbePolicy(
        Duration.ofSeconds(5),
        Duration.ofMinutes(5),
        Duration.ofSeconds(5),
        true,
        Duration.ofSeconds(5),
        Duration.ofMinutes(3),
        10);
  }

  /** The shipped policy, but what is seen once counts. */
  private static HealthPolicy impatient() {
    HealthPolicy shipped = HealthPolicy.shipped();
    return new HealthPolicy(
        shipped.peersMin(),
        shipped.repoNearFull(),
        shipped.repoFull(),
        shipped.repoClearBelow(),
        shipped.diskMinBytes(),
        shipped.diskMinRatio(),
        shipped.inodesMinRatio(),
        shipped.gcStuckAfter(),
        shipped.linkFailures(),
        shipped.silentOneIn(),
        shipped.lagMax(),
        shipped.clockStepMax(),
        shipped.clockSkewMax(),
        Map.of(Code.SIBLING_DISCONNECTED, new Hold(Duration.ZERO, Duration.ZERO)));
  }

  private RecordedKubo lonely(String peerId) {
    return new RecordedKubo(vertx)
        .answering("swarm/peers", "{\"Peers\":null}")
        .answering(
            "id",
            """
            {"ID":"%s","PublicKey":"","Addresses":["/ip4/10.0.0.9/tcp/4001/p2p/%s"],\
            "AgentVersion":"kubo/0.43.0","Protocols":[]}\
            """
                .formatted(peerId, peerId));
  }

  private static Target target(NodeId id, RecordedKubo node) {
    return new Target(id, node.endpoint(), Optional.empty());
  }

  @Override
  public void close() {
    kubo.close();
    one.close();
    two.close();
    database.close();
    vertx.close();
  }
}
