package org.kubosteward.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;

/** Whoever waits for another roster is told of it soon, and of none at the end of its time. */
class RosterWaitersTest {
  private static final Fleets FLEET = Fleets.threeHealthy();
  private static final Posted HEALTHY = posted(Told.roster(FLEET), 1);
  private static final Posted SICK =
      posted(Told.roster(FLEET, Told.node(Code.NODE_DOWN, "kubo-2", Level.CRIT)), 2);
  private static final Duration LONG = Duration.ofMinutes(5);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger looks = new AtomicInteger();
  private volatile Optional<Posted> now = Optional.of(HEALTHY);
  private volatile boolean broken;
  private final RosterWaiters waiters = new RosterWaiters(this::look, vertx, Duration.ofMillis(10));

  @AfterEach
  void end() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void allThatWaitAreToldOfAChangeByOneLook() {
    List<CompletableFuture<Posted>> told = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      told.add(waits(HEALTHY, LONG));
    }
    int before = looks.get();
    await().until(() -> looks.get() > before + 2);
    assertThat(told).allSatisfy(one -> assertThat(one).isNotDone());
    assertThat(waiters.size()).isEqualTo(100);

    now = Optional.of(SICK);

    await().until(() -> told.stream().allMatch(CompletableFuture::isDone));
    assertThat(told).allSatisfy(one -> assertThat(one).isCompletedWithValue(SICK));
    assertThat(waiters.size()).isZero();
  }

  @Test
  void whoseTimeIsOverIsToldTheOneThatWasSeenLast() {
    Posted older = new Posted(HEALTHY.roster(), false, 9, HEALTHY.at(), Duration.ofSeconds(99));
    now = Optional.of(older);

    CompletableFuture<Posted> told = waits(HEALTHY, Duration.ofMillis(300));

    await().until(told::isDone);
    assertThat(told).isCompletedWithValue(older);
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aLookThatFailsIsTriedAgain() {
    broken = true;
    CompletableFuture<Posted> told = waits(HEALTHY, LONG);
    await().until(() -> looks.get() >= 3);

    broken = false;
    now = Optional.of(SICK);

    await().until(told::isDone);
    assertThat(told).isCompletedWithValue(SICK);
  }

  @Test
  void nobodyLooksWhileNobodyWaits() {
    CompletableFuture<Posted> told = waits(SICK, LONG);
    await().until(told::isDone);
    await().until(() -> quiet());

    assertThat(waiters.size()).isZero();
  }

  @Test
  void thereIsABoundToHowManyWait() {
    for (int i = 0; i < RosterWaiters.MOST; i++) {
      assertThat(waiters.full()).isFalse();
      assertThat(waits(HEALTHY, LONG)).isNotDone();
    }
    assertThat(waiters.full()).isTrue();
  }

  @Test
  void theTagsThatSomebodyHasAreReadFromTheHeader() {
    String tag = HEALTHY.roster().tag();

    assertThat(IfNoneMatch.of(null).names(HEALTHY)).isFalse();
    assertThat(IfNoneMatch.of("").names(HEALTHY)).isFalse();
    assertThat(IfNoneMatch.of("*").names(HEALTHY)).isTrue();
    assertThat(IfNoneMatch.of("W/\"" + tag + "\"").names(HEALTHY)).isTrue();
    assertThat(IfNoneMatch.of("\"x\", \"" + tag + "\"").names(HEALTHY)).isTrue();
    assertThat(IfNoneMatch.of("W/\"" + tag + "\"").names(SICK)).isFalse();
    assertThat(IfNoneMatch.of(tag)).isEqualTo(new IfNoneMatch(false, Set.of()));
  }

  /** Whether no look came in ten periods. */
  private boolean quiet() {
    int before = looks.get();
    await().pollDelay(Duration.ofMillis(100)).until(() -> true);
    return looks.get() == before;
  }

  private CompletableFuture<Posted> waits(Posted held, Duration most) {
    return waiters
        .another(new IfNoneMatch(false, Set.of(held.roster().tag())), HEALTHY, most)
        .toCompletableFuture();
  }

  private Optional<Posted> look() {
    looks.incrementAndGet();
    if (broken) {
      throw new IllegalStateException("the database is away");
    }
    return now;
  }

  private static Posted posted(Roster roster, long round) {
    return new Posted(
        RosterText.of(roster), true, round, Instant.parse("2026-11-29T12:00:00Z"), Duration.ZERO);
  }
}
