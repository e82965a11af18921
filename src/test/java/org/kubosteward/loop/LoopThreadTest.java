package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopThreadTest {
  private final RoundWatch watch = new RoundWatch(new SystemClock());
  private final AtomicInteger ticks = new AtomicInteger();
  private final Set<String> threads = ConcurrentHashMap.newKeySet();
  private final Queue<Error> told = new ConcurrentLinkedQueue<>();

  private void tick() {
    threads.add(Thread.currentThread().getName());
    ticks.incrementAndGet();
  }

  private LoopThread loop(Runnable tick) {
    return new LoopThread(tick, watch, told::add);
  }

  @Test
  void theRoundsTurnOnAThreadOfTheirOwnAtTheBeatOfTheScheduler() {
    try (LoopThread loop = loop(this::tick)) {
      loop.beat();
      await().until(() -> ticks.get() == 1);
      loop.beat();
      await().until(() -> ticks.get() == 2);
    }

    assertThat(threads).containsExactly("steward-rounds");
    assertThat(watch.now().ownBeats()).isZero();
  }

  @Test
  void whereTheSchedulerFallsSilentTheThreadGoesOnByItselfAndCountsIt() {
    try (LoopThread loop = loop(this::tick)) {
      loop.beat();

      await().atMost(Duration.ofSeconds(20)).until(() -> ticks.get() >= 4);
    }

    assertThat(watch.now().ownBeats()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void nothingTurnsBeforeTheFirstBeatNorAfterTheEnd() {
    LoopThread loop = loop(this::tick);
    loop.close();
    loop.beat();

    assertThat(ticks).hasValue(0);
  }

  @Test
  void anErrorIsToldAndTheThreadOutlivesIt() {
    OutOfMemoryError none = new OutOfMemoryError("Java heap space");
    Runnable tick =
        () -> {
          if (ticks.incrementAndGet() == 1) {
            throw none;
          }
        };
    try (LoopThread loop = loop(tick)) {
      loop.beat();
      await().until(() -> !told.isEmpty());
      loop.beat();
      await().until(() -> ticks.get() >= 2);
    }

    assertThat(told).containsExactly(none);
  }
}
