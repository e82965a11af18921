package org.kubosteward.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kubosteward.kube.Election.Bid;
import org.kubosteward.kube.Election.Lease;

/** Who may act, with every clock and every answer in the test's hand. */
class ElectionTest {
  private static final LeaseSettings SETTINGS =
      new LeaseSettings("kubo-steward", "kubo-steward", seconds(15), seconds(5));

  private final Store store = new Store();
  private final Election a = new Election("a", SETTINGS);
  private final Election b = new Election("b", SETTINGS);

  /** Any number will do for a monotonic clock's beginning; this one overflows on the way. */
  private long now = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** The lease as an API server keeps it: a write over an old version is refused. */
  private static final class Store {
    private Optional<Lease> lease = Optional.empty();
    private int version = 100;

    boolean write(Election by, String me, Bid bid, long begun) {
      if (!bid.over().equals(lease.map(Lease::version))) {
        by.doubt();
        return false;
      }
      by.won(bid, put(Optional.of(me), bid.epoch(), 15), begun);
      return true;
    }

    Lease put(Optional<String> holder, long epoch, int seconds) {
      version++;
      Lease written = new Lease("" + version, holder, "t" + version, seconds, epoch);
      lease = Optional.of(written);
      return written;
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private boolean turn(Election one, String name) {
    if (one.isBlind() || one.term(now).isEmpty()) {
      one.saw(store.lease, now);
    }
    return one.bid(now).map(bid -> store.write(one, name, bid, now)).orElse(false);
  }

  @Test
  void oneWhoKnowsNothingWritesNothing() {
    assertThat(a.bid(now)).isEmpty();
    assertThat(a.term(now)).isEmpty();
  }

  @Test
  void makesTheLeaseWhenThereIsNone() {
    assertThat(turn(a, "a")).isTrue();

    assertThat(a.term(now)).hasValue(new Term("a", 1));
  }

  @Test
  void aRenewalKeepsTheEpoch() {
    turn(a, "a");
    for (int i = 0; i < 20; i++) {
      pass(seconds(5));
      assertThat(turn(a, "a")).isTrue();
      assertThat(a.term(now)).hasValue(new Term("a", 1));
    }
  }

  @Test
  void theHoldEndsTenSecondsAfterTheLastRenewalWasBegun() {
    turn(a, "a");

    pass(seconds(10).minusNanos(1));
    assertThat(a.term(now)).isPresent();
    pass(Duration.ofNanos(1));
    assertThat(a.term(now)).isEmpty();
  }

  @Test
  void aRenewalThatTookLongCountsFromItsBeginning() {
    a.saw(Optional.empty(), now);
    Bid bid = a.bid(now).orElseThrow();
    long begun = now;
    pass(seconds(8));
    store.write(a, "a", bid, begun);

    assertThat(a.term(now)).isPresent();
    pass(seconds(2));
    assertThat(a.term(now)).isEmpty();
  }

  @Test
  void anotherWaitsTheWholeDurationAndThenTakesOver() {
    turn(a, "a");
    turn(b, "b");
    pass(seconds(15).minusNanos(1));
    assertThat(turn(b, "b")).isFalse();

    pass(Duration.ofNanos(1));

    assertThat(turn(b, "b")).isTrue();
    assertThat(b.term(now)).hasValue(new Term("b", 2));
  }

  @Test
  void everyRenewalSeenBeginsTheWaitAnew() {
    turn(a, "a");
    for (int i = 0; i < 10; i++) {
      pass(seconds(5));
      assertThat(turn(b, "b")).isFalse();
      assertThat(turn(a, "a")).isTrue();
    }
  }

  @Test
  void theWaitIsForWhatTheHolderClaimsWhenThatIsLonger() {
    store.put(Optional.of("z"), 7, 60);
    turn(b, "b");
    pass(seconds(59));
    assertThat(turn(b, "b")).isFalse();

    pass(seconds(1));

    assertThat(turn(b, "b")).isTrue();
    assertThat(b.term(now)).hasValue(new Term("b", 8));
  }

  @Test
  void aPausedLeaderKnowsAtItsFirstLookThatItLeadsNoMore() {
    turn(a, "a");
    turn(b, "b");
    pass(seconds(60));
    assertThat(turn(b, "b")).isTrue();

    assertThat(a.term(now)).isEmpty();
    assertThat(turn(a, "a")).isFalse();
    assertThat(a.term(now)).isEmpty();
    assertThat(a.bid(now)).isEmpty();
  }

  @Test
  void aPausedLeaderThatNobodyReplacedBeginsANewEpoch() {
    turn(a, "a");
    pass(seconds(60));

    assertThat(turn(a, "a")).isTrue();

    assertThat(a.term(now)).hasValue(new Term("a", 2));
  }

  @Test
  void aRenewalOverAChangeOfAnotherIsRefusedAndReadAgain() {
    turn(a, "a");
    pass(seconds(5));
    store.put(Optional.of("b"), 2, 15);

    assertThat(turn(a, "a")).isFalse();
    assertThat(a.isBlind()).isTrue();
    assertThat(turn(a, "a")).isFalse();
    assertThat(a.term(now)).isEmpty();
  }

  @Test
  void aChangeOfTheObjectThatLeavesTheHolderIsNoLoss() {
    turn(a, "a");
    pass(seconds(5));
    store.put(Optional.of("a"), 1, 15);
    assertThat(turn(a, "a")).isFalse();

    assertThat(turn(a, "a")).isTrue();
    assertThat(a.term(now)).hasValue(new Term("a", 1));
  }

  @Test
  void aRenewalWhoseAnswerWasLostIsNeitherBelievedNorFatal() {
    turn(a, "a");
    pass(seconds(5));
    store.put(Optional.of("a"), 1, 15);
    a.doubt();
    pass(seconds(4));
    assertThat(a.term(now)).hasValue(new Term("a", 1));
    assertThat(turn(a, "a")).isTrue();
    assertThat(a.term(now)).hasValue(new Term("a", 1));
  }

  @Test
  void whileTheApiServerIsDownTheHoldRunsOutAndThenANewOneBegins() {
    turn(a, "a");
    pass(seconds(5));
    a.doubt();
    pass(seconds(5));
    assertThat(a.term(now)).isEmpty();
    pass(seconds(120));

    assertThat(turn(a, "a")).isTrue();
    assertThat(a.term(now)).hasValue(new Term("a", 2));
  }

  @Test
  void aLeaseGivenBackIsTakenAtOnce() {
    turn(a, "a");
    turn(b, "b");
    pass(seconds(1));
    assertThat(a.leave()).hasValue(store.lease.orElseThrow().version());
    assertThat(a.term(now)).isEmpty();
    store.put(Optional.empty(), 1, 1);

    assertThat(turn(b, "b")).isTrue();
    assertThat(b.term(now)).hasValue(new Term("b", 2));
  }

  @Test
  void oneWhoHoldsNothingHasNothingToGiveBack() {
    turn(a, "a");
    turn(b, "b");

    assertThat(b.leave()).isEmpty();
  }

  @Test
  void oneWhoIsNotSureOfTheVersionGivesNothingBack() {
    turn(a, "a");
    a.doubt();

    assertThat(a.leave()).isEmpty();
    assertThat(a.term(now)).isEmpty();
  }

  @Test
  void aLeaseDeletedUnderItsHolderEndsTheHoldAndBeginsAHigherOne() {
    turn(a, "a");
    pass(seconds(5));
    store.lease = Optional.empty();
    assertThat(turn(a, "a")).isFalse();

    assertThat(turn(a, "a")).isTrue();
    assertThat(a.term(now)).hasValue(new Term("a", 2));
  }

  @Test
  void othersDoNotMakeADeletedLeaseWhileItsHolderMayBelieveInIt() {
    turn(a, "a");
    turn(b, "b");
    pass(seconds(5));
    store.lease = Optional.empty();
    assertThat(turn(b, "b")).isFalse();
    pass(seconds(9));
    assertThat(turn(b, "b")).isFalse();
    assertThat(a.term(now)).isEmpty();

    pass(seconds(1));

    assertThat(turn(b, "b")).isTrue();
    assertThat(b.term(now)).hasValue(new Term("b", 2));
  }

  @Test
  void aLeaseWithoutAHolderIsTakenWithAHigherEpoch() {
    store.put(Optional.empty(), 41, 0);

    assertThat(turn(a, "a")).isTrue();
    assertThat(a.term(now)).hasValue(new Term("a", 42));
  }

  @Test
  void twoThatBidForTheSameVersionDoNotBothWin() {
    a.saw(store.lease, now);
    b.saw(store.lease, now);
    Bid first = a.bid(now).orElseThrow();
    Bid second = b.bid(now).orElseThrow();

    assertThat(store.write(a, "a", first, now)).isTrue();
    assertThat(store.write(b, "b", second, now)).isFalse();
    assertThat(b.term(now)).isEmpty();
  }

  /** Two planes, each stopped, cut off and deleted under at random: one leads, epochs rise. */
  @Test
  void neverDoTwoLeadAtOnceWhateverHappens() {
    for (int seed = 0; seed < 300; seed++) {
      simulate(new Random(seed), seed);
    }
  }

  private void simulate(Random random, int seed) {
    Store world = new Store();
    List<Election> planes = List.of(new Election("p0", SETTINGS), new Election("p1", SETTINGS));
    long[] asleepUntil = new long[2];
    List<Long> epochs = new ArrayList<>();
    long time = 0;
    for (int step = 0; step < 400; step++) {
      time += random.nextLong(seconds(2).toNanos());
      int who = random.nextInt(2);
      if (random.nextInt(40) == 0) {
        asleepUntil[who] = time + random.nextLong(seconds(40).toNanos());
      }
      if (random.nextInt(200) == 0) {
        world.put(Optional.empty(), world.lease.map(Lease::epoch).orElse(0L), 1);
        planes.forEach(Election::leave);
        planes.forEach(Election::doubt);
      }
      long at = time;
      assertThat(planes.stream().filter(p -> p.term(at).isPresent()).count())
          .as("leaders, seed %d, step %d", seed, step)
          .isLessThanOrEqualTo(1);
      if (asleepUntil[who] <= time) {
        act(world, planes.get(who), "p" + who, time, random, epochs);
      }
    }
    assertThat(epochs).as("epochs, seed %d", seed).isSorted().doesNotHaveDuplicates();
  }

  private static void act(
      Store world, Election plane, String name, long time, Random random, List<Long> epochs) {
    if (plane.isBlind() || plane.term(time).isEmpty()) {
      if (random.nextInt(8) == 0) {
        return;
      }
      plane.saw(world.lease, time);
    }
    Optional<Bid> bid = plane.bid(time);
    if (bid.isEmpty()) {
      return;
    }
    boolean lost = random.nextInt(10) == 0;
    if (lost && bid.get().over().equals(world.lease.map(Lease::version))) {
      // It was done, and the answer never came.
      world.put(Optional.of(name), bid.get().epoch(), 15);
      plane.doubt();
    } else if (world.write(plane, name, bid.get(), time) && bid.get().fresh()) {
      epochs.add(bid.get().epoch());
    }
  }
}
