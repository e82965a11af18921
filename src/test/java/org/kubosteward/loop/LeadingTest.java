package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.loop.LonelyPair.began;
import static org.kubosteward.loop.LonelyPair.round;
import static org.kubosteward.loop.LonelyPair.tickUntil;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.journal.Journal;
import org.kubosteward.kube.Term;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;

/** Who acts, of planes that come and go over one fleet and one journal. */
class LeadingTest {
  private static final Instant LONG_AGO = Instant.EPOCH;
  private static final Duration NEVER = Duration.ofMinutes(60);
  private static final Term FIRST = new Term("plane-a", 1);
  private static final Term SECOND = new Term("plane-b", 2);
  private static final Term THIRD = new Term("plane-a", 3);

  private final LonelyPair pair = new LonelyPair();
  private final Journal ours = pair.database.journal();
  private final Journal theirs = pair.database.journal();
  private volatile Optional<Term> lease = Optional.empty();

  @AfterEach
  void close() {
    pair.close();
  }

  @Test
  void aPlaneWithoutTheLeaseLooksAndDoesNothingAndWritesNothing() {
    Rounds rounds = pair.rounds(() -> lease, ours);

    tickUntil(rounds, () -> round(ours) >= 3);

    assertThat(pair.dials()).isZero();
    assertThat(ours.latest().orElseThrow().report().has(Code.SIBLING_DISCONNECTED)).isTrue();
    assertThat(ours.latest().orElseThrow().leader()).isFalse();
    assertThat(decision(ours).guard()).contains("not-leader");
    assertThat(theirs.decisions(10, Optional.empty(), Optional.empty())).isEmpty();
    assertThat(theirs.lastReport(Instant.now()).findings()).isEmpty();
    assertThat(theirs.attemptsSince(LONG_AGO)).isEmpty();
  }

  @Test
  void aPlaneThatGetsTheLeaseBeginsToAct() {
    Rounds rounds = pair.rounds(() -> lease, ours);
    tickUntil(rounds, () -> round(ours) >= 1);

    lease = Optional.of(FIRST);
    tickUntil(rounds, () -> pair.dials() == 1);

    assertThat(ours.latest().orElseThrow().leader()).isTrue();
    assertThat(ours.leads()).isTrue();
  }

  @Test
  void aPlaneThatLosesTheLeaseBetweenThePlanAndTheActDoesNothing() {
    // The lease is asked for when a round begins, and once more before the intent is written.
    Rounds rounds = pair.rounds(once(1), ours);

    tickUntil(rounds, () -> round(ours) >= 2);

    assertThat(pair.dials()).isZero();
    assertThat(theirs.attemptsSince(LONG_AGO)).isEmpty();
  }

  @Test
  void aPlaneThatLosesTheLeaseBetweenTheIntentAndTheActSaysThatItWasNotDone() {
    Rounds rounds = pair.rounds(once(2), ours);

    tickUntil(rounds, () -> ended(theirs));

    assertThat(pair.dials()).isZero();
    assertThat(theirs.attemptsSince(LONG_AGO))
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.result()).isEqualTo(Result.FAILED);
              assertThat(attempt.detail()).isEqualTo("not done: the lease was lost");
            });
  }

  @Test
  void aPlaneThatWakesAndStillBelievesInItsLeaseIsHeldByTheFence() {
    lease = Optional.of(FIRST);
    database(false);
    Rounds rounds = pair.rounds(() -> lease, ours);
    rounds.tick();
    database(true);
    tickUntil(rounds, () -> ours.leads());
    long dials = pair.dials();
    theirs.lead("plane-b");

    long slept = round(ours);
    tickUntil(rounds, () -> round(ours) > slept + 3);

    assertThat(theirs.leads()).as("it was not thrown out in turn").isTrue();
    assertThat(theirs.begin(anAct(), Instant.now()).result()).isEqualTo(Result.RUNNING);
    assertThat(pair.dials()).isLessThanOrEqualTo(Math.max(dials, 1));
    assertThat(ours.leads()).isFalse();
  }

  @Test
  void aPlaneThatWakesBeginsNothingThatItHadPlanned() {
    lease = Optional.of(FIRST);
    Rounds rounds =
        pair.rounds(
            () -> {
              // Between two looks at its lease another plane began to lead.
              if (ours.leads() && theirs.attemptsSince(LONG_AGO).isEmpty() && !theirs.leads()) {
                theirs.lead("plane-b");
              }
              return lease;
            },
            ours);

    tickUntil(rounds, () -> round(ours) >= 3);

    assertThat(pair.dials()).isZero();
    assertThat(theirs.attemptsSince(LONG_AGO)).isEmpty();
    assertThat(theirs.leads()).isTrue();
  }

  @Test
  void theNextLeaderReadsTheRecordAndDoesNotRepeatWhatRan() {
    Rounds first = pair.rounds(() -> Optional.of(FIRST), ours);
    tickUntil(first, () -> pair.dials() == 1);

    Rounds second = pair.rounds(() -> Optional.of(SECOND), theirs);
    tickUntil(second, () -> round(theirs) >= 4);

    assertThat(pair.dials()).isEqualTo(1);
    assertThat(decision(theirs)).isInstanceOf(Decision.Wait.class);
    assertThat(theirs.attemptsSince(LONG_AGO)).hasSize(1);
  }

  @Test
  void aLeaderThatComesBackReadsWhatTheOtherDidMeanwhile() {
    lease = Optional.of(FIRST);
    pause(true);
    Rounds first = pair.rounds(() -> lease, ours);
    tickUntil(first, () -> round(ours) >= 1);
    lease = Optional.empty();
    tickUntil(first, () -> round(ours) >= 2);
    pause(false);
    Rounds second = pair.rounds(() -> Optional.of(SECOND), theirs);
    tickUntil(second, () -> pair.dials() == 1);
    tickUntil(second, () -> ended(theirs));

    lease = Optional.of(THIRD);
    long before = round(ours);
    tickUntil(first, () -> round(ours) > before + 2);

    assertThat(pair.dials()).isEqualTo(1);
    assertThat(decision(ours)).isInstanceOf(Decision.Wait.class);
    assertThat(ours.leads()).isTrue();
  }

  @Test
  void aPlaneThatLedBeforeSettlesNothingWhileAnotherLeads() {
    lease = Optional.of(FIRST);
    Rounds first = pair.rounds(() -> lease, ours);
    tickUntil(first, () -> pair.dials() == 1);
    tickUntil(first, () -> ended(ours));
    lease = Optional.empty();
    theirs.lead("plane-b");
    long before = round(ours);
    join();

    tickUntil(first, () -> round(ours) > before + 4);

    assertThat(theirs.attemptsSince(LONG_AGO))
        .extracting(Attempt::verification)
        .containsExactly(Attempt.Verification.OPEN);
  }

  @Test
  void aLeaderThatCannotTakeTheJournalOverWritesNoRoundInto() {
    lease = Optional.of(FIRST);
    database(false);
    Rounds rounds = pair.rounds(() -> lease, ours);
    rounds.tick();

    assertThat(ours.latest().orElseThrow().leader()).isFalse();
    assertThat(decision(ours).guard()).contains("journal");
    database(true);
    tickUntil(rounds, () -> pair.dials() == 1);
    assertThat(ours.latest().orElseThrow().leader()).isTrue();
  }

  @Test
  void aNudgeBringsTheNextRoundWithinASecond() {
    Rounds rounds = settled();
    rounds.tick();
    Instant first = began(ours);

    rounds.nudge();
    tickUntil(rounds, () -> round(ours) == 2);

    assertThat(Duration.between(first, began(ours)))
        .isBetween(Duration.ofMillis(900), Duration.ofMillis(1900));
  }

  @Test
  void withoutANudgeASettledFleetIsLeftAlone() {
    Rounds rounds = settled();
    rounds.tick();
    Instant first = began(ours);

    tickUntil(rounds, () -> Duration.between(first, Instant.now()).toMillis() > 1600);

    assertThat(round(ours)).isEqualTo(1);
  }

  @Test
  void howeverOftenItIsNudgedNoTwoRoundsFallIntoOneSecond() {
    Rounds rounds = settled();
    List<Instant> times = new ArrayList<>();
    tickUntil(
        rounds,
        () -> {
          rounds.nudge();
          Instant latest = began(ours);
          if (times.isEmpty() || !times.get(times.size() - 1).equals(latest)) {
            times.add(latest);
          }
          return times.size() == 4;
        });

    for (int i = 1; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - 1), times.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }
  }

  @Test
  void aSilentNodeThatBeginsToAnswerBringsTheNextRound() {
    pair.two.failing("version", "starting");
    Rounds rounds = settled();
    rounds.tick();
    assertThat(up()).isFalse();

    pair.two.answering(
        "version",
        "{\"Version\":\"0.43.0\",\"Commit\":\"\",\"Repo\":\"18\",\"System\":\"amd64/linux\"}");
    tickUntil(rounds, this::up);

    assertThat(round(ours)).isEqualTo(2);
  }

  private Rounds settled() {
    return pair.rounds(() -> Optional.empty(), ours, LonelyPair.config(NEVER, NEVER));
  }

  private boolean up() {
    return ours.latest().orElseThrow().picture().node(LonelyPair.TWO).orElseThrow().up();
  }

  /** A lease that is held for so many looks, and lost. */
  private static Supplier<Optional<Term>> once(int looks) {
    AtomicInteger left = new AtomicInteger(looks);
    return () -> left.getAndDecrement() > 0 ? Optional.of(FIRST) : Optional.empty();
  }

  private void database(boolean up) {
    if (up) {
      pair.database.recover();
    } else {
      pair.database.fail();
    }
  }

  private void pause(boolean on) {
    if (on) {
      ours.ask(
          Intents.asked(
              0,
              Intent.Kind.PAUSE,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              "ada",
              "moving racks",
              Instant.parse("2026-11-23T03:00:00Z"),
              Optional.empty()));
    } else {
      ours.intents(Instant.now())
          .forEach(intent -> ours.withdraw(intent.id(), "ada", Instant.now()));
    }
  }

  /** The two list each other from now on. */
  private void join() {
    pair.one.answering(
        "swarm/peers", peers("12D3KooWMWnyD2YQMxejCYmHN5dNK5gEbYhv1U2VxcC8HGqbrGk4"));
    pair.two.answering(
        "swarm/peers", peers("12D3KooWL82SMoKuQuS3PELVsLTGU8P5gJRVfKYu6kXAQPTRqar7"));
  }

  private static String peers(String peerId) {
    return "{\"Peers\":[{\"Addr\":\"/ip4/10.0.0.9/tcp/4001\",\"Peer\":\"%s\",\"Direction\":2}]}"
        .formatted(peerId);
  }

  private Decision.Act anAct() {
    return new Decision.Act(
        decision(ours).cause(), new CollectGarbage(LonelyPair.ONE), "to see that it may");
  }

  private static boolean ended(Journal journal) {
    return journal.attemptsSince(LONG_AGO).stream().anyMatch(a -> a.endedAt().isPresent());
  }

  private static Decision decision(Journal journal) {
    return journal.latest().orElseThrow().plan().decisions().stream()
        .filter(decision -> decision.cause().code() == Code.SIBLING_DISCONNECTED)
        .findFirst()
        .orElseThrow();
  }
}
