package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.act.Hands;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthPolicy.Hold;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.journal.Round;
import org.kubosteward.kube.Term;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboLimits;
import org.kubosteward.kubo.RecordedKubo;
import org.kubosteward.probe.ProbePolicy;
import org.kubosteward.probe.Prober;
import org.kubosteward.probe.Selection;
import org.kubosteward.probe.Target;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.RemedyPolicy;

/** The loop over two recorded nodes that have lost each other. */
class RoundsTest {
  private static final NodeId ONE = new NodeId("default", "kubo-1");
  private static final NodeId TWO = new NodeId("default", "kubo-2");
  private static final Instant LONG_AGO = Instant.EPOCH;

  private final Vertx vertx = Vertx.vertx();
  private final RecordedKubo one = lonely("12D3KooWL82SMoKuQuS3PELVsLTGU8P5gJRVfKYu6kXAQPTRqar7");
  private final RecordedKubo two = lonely("12D3KooWMWnyD2YQMxejCYmHN5dNK5gEbYhv1U2VxcC8HGqbrGk4");
  private final Kubo kubo = new Kubo(vertx, KuboLimits.DEFAULT, InstantSource.system());
  private final MemoryDatabase database = new MemoryDatabase();
  private final Journal journal = database.journal();
  private final List<Target> targets = List.of(target(ONE, one), target(TWO, two));
  private final Rounds rounds = rounds();

  @AfterEach
  void close() {
    kubo.close();
    one.close();
    two.close();
    database.close();
    vertx.close();
  }

  @Test
  void theFirstTickIsARoundAndTheRoundIsInTheJournal() {
    rounds.tick();

    Round round = journal.latest().orElseThrow();
    assertThat(round.picture().round()).isEqualTo(1);
    assertThat(round.report().has(Code.SIBLING_DISCONNECTED)).isTrue();
    assertThat(journal.decisions(10, Optional.of(Code.SIBLING_DISCONNECTED), Optional.empty()))
        .hasSize(1);
  }

  @Test
  void whatIsDecidedIsWrittenThenDoneAndItsOutcomeIsWritten() {
    tickUntil(() -> dials() == 1);
    tickUntil(() -> result() == Result.DONE);

    assertThat(journal.attemptsSince(LONG_AGO))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.cause().code()).isEqualTo(Code.SIBLING_DISCONNECTED);
              assertThat(attempt.detail()).startsWith("connected in ");
            });
  }

  @Test
  void anAttemptThatIsNotVerifiedIsNotRepeated() {
    tickUntil(() -> dials() == 1);
    long begun = round();
    tickUntil(() -> round() > begun + 4);

    assertThat(dials()).isEqualTo(1);
    assertThat(decision()).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void withoutAJournalItGoesOnLookingAndDoesNothing() {
    database.fail();

    tickUntil(() -> round() >= 3);

    assertThat(dials()).isZero();
    assertThat(decision().guard()).contains("journal");
  }

  @Test
  void whenTheJournalIsBackItActs() {
    database.fail();
    tickUntil(() -> round() >= 2);
    database.recover();

    tickUntil(() -> dials() == 1);

    assertThat(journal.attemptsSince(LONG_AGO)).hasSize(1);
  }

  @Test
  void aPauseIsHonouredByTheNextRound() {
    pause();

    tickUntil(() -> round() >= 2);

    assertThat(dials()).isZero();
    assertThat(decision().guard()).contains("paused");
    assertThat(decision().why()).contains("maintenance");
  }

  @Test
  void aNodeThatIsGoneEndsNothingAndIsNotDialled() {
    two.close();
    rounds.tick();

    tickUntil(() -> round() >= 3);

    assertThat(journal.latest().orElseThrow().picture().node(TWO).orElseThrow().up()).isFalse();
    assertThat(dials()).isZero();
  }

  private void pause() {
    journal.ask(
        new Intent(
            0,
            Intent.Kind.PAUSE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "alice",
            "maintenance of the rack",
            Instant.parse("2026-11-23T03:00:00Z"),
            Optional.empty()));
  }

  private void tickUntil(Callable<Boolean> condition) {
    await()
        .pollInSameThread()
        .until(
            () -> {
              rounds.tick();
              return condition.call();
            });
  }

  private long round() {
    return journal.latest().map(round -> round.picture().round()).orElse(0L);
  }

  private Decision decision() {
    return journal.latest().orElseThrow().plan().decisions().stream()
        .filter(decision -> decision.cause().code() == Code.SIBLING_DISCONNECTED)
        .findFirst()
        .orElseThrow();
  }

  private Result result() {
    List<Attempt> attempts = journal.attemptsSince(LONG_AGO);
    return attempts.isEmpty() ? Result.RUNNING : attempts.get(0).result();
  }

  private long dials() {
    return Stream.of(one, two)
        .flatMap(node -> node.commands().stream())
        .filter("swarm/connect"::equals)
        .count();
  }

  private Rounds rounds() {
    SystemClock clock = new SystemClock();
    Prober prober = new Prober(() -> Selection.of(targets), kubo, probing(), clock, new Random(1));
    Hands hands =
        new Hands(
            kubo,
            id -> targets.stream().filter(t -> t.id().equals(id)).map(Target::rpc).findFirst(),
            span -> CompletableFuture.completedFuture(null));
    return new Rounds(
        clock,
        new Pace(config(), clock.instant()),
        () -> Optional.of(new Term("alone", 0)),
        prober,
        Mind.of(impatient()),
        hands::perform,
        journal,
        new Tallies(),
        attempt -> {},
        RemedyPolicy.shipped());
  }

  private static RoundConfig config() {
    return new RoundConfig() {
      @Override
      public Duration every() {
        return Duration.ofMillis(600);
      }

      @Override
      public Duration unsettledEvery() {
        return Duration.ofMillis(550);
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
        shipped.gcStuckAfter(),
        shipped.linkFailures(),
        shipped.lagMax(),
        shipped.clockStepMax(),
        Map.of(Code.SIBLING_DISCONNECTED, new Hold(Duration.ZERO, Duration.ZERO)));
  }

  private RecordedKubo lonely(String peerId) {
    return new RecordedKubo(vertx)
        .answering("swarm/peers", "{\"Peers\":null}")
        .answering(
            "id",
            """
            {"ID":"%s","PublicKey":"","Addresses":["/ip4/10.0.0.9/tcp/4001/p2p/%s"],\
            "AgentVersion":"kubo/0.43.0","Protocols":[]}"""
                .formatted(peerId, peerId));
  }

  private static Target target(NodeId id, RecordedKubo node) {
    return new Target(id, node.endpoint(), Optional.empty());
  }
}
