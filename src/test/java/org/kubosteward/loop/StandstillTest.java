package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.act.Outcome;
import org.kubosteward.fleet.Collection;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.kube.Term;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;
import org.kubosteward.remedy.Planner;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Verifier;

/** A process that stands still in the middle of a round, as one on a starved machine does. */
class StandstillTest implements DrivenPlane.Surroundings {
  private final MemoryDatabase database = new MemoryDatabase();
  private final Journal journal = database.journal();
  private final List<Action> done = new ArrayList<>();
  private Duration passed = Duration.ZERO;
  private Duration stillAfterLook = Duration.ZERO;
  private boolean pausedMeanwhile;
  private Duration stillAtTheLease = Duration.ZERO;
  private Duration stillBeforeTheCall = Duration.ZERO;
  private boolean stopsAtTheLook;
  private boolean listed = true;
  private Optional<Preparation> preparation = Optional.empty();
  private Duration step = Duration.ZERO;
  private final List<Duration> steps = new ArrayList<>();
  private final List<Duration> lags = new ArrayList<>();
  private int leasesSinceTheLook;
  private int looks;

  private final DrivenPlane plane =
      new DrivenPlane(
          this,
          RemedyPolicy.shipped(),
          new Checkup(HealthPolicy.shipped()),
          new Verifier()::verify,
          new Planner());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatWasPlannedAndIsOldByNowIsNotDone() {
    stillAtTheLease = Duration.ofMinutes(10);

    turn(6);

    assertThat(done).isEmpty();
  }

  @Test
  void whatWasSeenAndIsOldByNowIsNoGroundToAct() {
    stillAfterLook = Duration.ofMinutes(10);

    turn(6);

    assertThat(done).isEmpty();
  }

  @Test
  void norWhatGrewOldWhileTheLeaseWasLookedAtForTheLastTime() {
    stillBeforeTheCall = Duration.ofSeconds(25);

    turn(6);

    assertThat(done).isEmpty();
  }

  @Test
  void aPauseThatWasAskedForWhileItStoodStillBehindTheReadingOfIntentsIsHonoured() {
    pausedMeanwhile = true;

    turn(6);

    assertThat(done).isEmpty();
    assertThat(journal.latest().orElseThrow().intents())
        .extracting(Intent::reason)
        .contains("the rack is moved");
  }

  @Test
  void theFirstRoundWaitsForTheFirstListOfNodesAndNotForEver() {
    listed = false;

    turn(10);
    assertThat(looks).isZero();

    turn(6);
    assertThat(looks).isPositive();
  }

  @Test
  void theFirstRoundWaitsWhileTheFleetIsBeingBuiltAndComesAtOnceAfterIt() {
    preparation = Optional.of(Preparation.of(List.of("compile kubo", "start 3 nodes")));

    turn(20 * 60);
    assertThat(looks).isZero();
    assertThat(journal.latest()).as("nothing is judged, so nothing is found").isEmpty();
    assertThat(plane.sinceRound()).as("no round is missed").isZero();

    preparation = Optional.empty();
    turn(3);
    assertThat(looks).as("at the quick pace of a start").isGreaterThan(1);
    assertThat(lags).allMatch(Duration.ZERO::equals);
  }

  @Test
  void aBuildThatFailedIsNotWaitedFor() {
    preparation = Optional.of(Preparation.of(List.of("compile kubo")).failed("disk full"));

    turn(1);

    assertThat(looks).isEqualTo(1);
  }

  @Test
  void noBuildIsWaitedForWithoutEnd() {
    preparation = Optional.of(Preparation.of(List.of("compile kubo")));

    turn(31 * 60);

    assertThat(looks).isPositive();
  }

  @Test
  void aClockThatIsSetBackStopsNoRoundAndMarksOne() {
    turn(3);
    int before = looks;
    step = Duration.ofHours(-1);

    turn(30);
    step = Duration.ofHours(1);
    turn(30);

    assertThat(looks - before).isGreaterThanOrEqualTo(4);
    assertThat(steps)
        .filteredOn(seen -> seen.abs().compareTo(Duration.ofSeconds(1)) >= 0)
        .containsExactly(Duration.ofHours(-1), Duration.ofHours(2));
    assertThat(journal.history())
        .allSatisfy(round -> assertThat(round.took()).isGreaterThanOrEqualTo(Duration.ZERO));
    assertThat(lags).allSatisfy(lag -> assertThat(lag).isLessThan(Duration.ofSeconds(2)));
  }

  @Test
  void aRoundThatTheStopCutsIsThrownAway() {
    turn(1);
    assertThat(journal.history()).hasSize(1);
    stopsAtTheLook = true;

    turn(6);

    assertThat(looks).isEqualTo(2);
    assertThat(journal.history()).hasSize(1);
    assertThat(done).isEmpty();
  }

  @Test
  void aProcessThatKeepsGoingActs() {
    turn(6);

    assertThat(done).isNotEmpty();
    assertThat(journal.attemptsSince(Instant.EPOCH)).isNotEmpty();
  }

  @Test
  void anIntentThatIsNotCarriedOutIsEndedAsFailed() {
    stillBeforeTheCall = Duration.ofSeconds(25);

    turn(6);

    assertThat(journal.attemptsSince(Instant.EPOCH))
        .filteredOn(attempt -> attempt.result() == Attempt.Result.FAILED)
        .isNotEmpty()
        .allSatisfy(
            attempt -> assertThat(attempt.detail()).contains("the look that it rests on began"));
  }

  private void turn(int times) {
    for (int n = 0; n < times; n++) {
      passed = passed.plusSeconds(1);
      plane.tick();
    }
  }

  /** Once the first look is over: the links are apart by then, and the next one acts. */
  private Object standStillBehindIntents(Object read) {
    if (pausedMeanwhile && looks == 1) {
      passed = passed.plus(Duration.ofMinutes(10));
      pause();
    }
    return read;
  }

  private void pause() {
    journal.ask(
        Intents.asked(
            0,
            Intent.Kind.PAUSE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "alice",
            "the rack is moved",
            wall(),
            Optional.empty()));
  }

  @Override
  public Instant wall() {
    return Fleets.START.plus(passed).plus(step);
  }

  @Override
  public long nanos() {
    return passed.toNanos();
  }

  /** Asked once a round before the look, and again before each intent and each call. */
  @Override
  public Optional<Term> lease() {
    if (looks > 0) {
      passed = passed.plus(stillAtTheLease);
    }
    if (++leasesSinceTheLook == 2) {
      passed = passed.plus(stillBeforeTheCall);
    }
    return Optional.of(new Term("alone", 0));
  }

  @Override
  public FleetSnapshot observe(
      long round, Duration lag, Duration clockStep, SortedMap<NodeId, Collection> collections) {
    looks++;
    steps.add(clockStep);
    lags.add(lag);
    leasesSinceTheLook = 0;
    FleetSnapshot seen =
        Fleets.threeHealthy().after(passed).disconnected("kubo-1", "kubo-2").picture();
    passed = passed.plus(stillAfterLook);
    if (stopsAtTheLook) {
      plane.stop();
    }
    return seen;
  }

  @Override
  public boolean open() {
    return listed;
  }

  @Override
  public Optional<Preparation> preparation() {
    return preparation;
  }

  @Override
  public boolean stirred() {
    return false;
  }

  @Override
  public boolean proving() {
    return false;
  }

  @Override
  public CompletionStage<Outcome> perform(Action action) {
    done.add(action);
    return CompletableFuture.completedFuture(new Outcome(Attempt.Result.DONE, "connected"));
  }

  @Override
  public Journal journal() {
    return (Journal)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Journal.class},
            (proxy, method, args) -> {
              Object answer = method.invoke(journal, args);
              return method.getName().equals("intents") ? standStillBehindIntents(answer) : answer;
            });
  }
}
