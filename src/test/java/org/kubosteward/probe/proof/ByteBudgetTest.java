package org.kubosteward.probe.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");
  private static final long MIB = 1 << 20;

  @Test
  void whatIsTakenIsPaidForBeforeTheNext() {
    ByteBudget budget = new ByteBudget(MIB, START);
    assertThat(budget.wait(START)).isZero();

    budget.take(2 * MIB, START);

    assertThat(budget.wait(START)).isEqualTo(Duration.ofSeconds(2));
    assertThat(budget.wait(START.plusMillis(500))).isEqualTo(Duration.ofMillis(1_500));
    assertThat(budget.wait(START.plusSeconds(2))).isZero();
  }

  @Test
  void whatWasPaidTooMuchComesBack() {
    ByteBudget budget = new ByteBudget(MIB, START);
    budget.take(2 * MIB, START);

    budget.take(-MIB, START);

    assertThat(budget.wait(START)).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void noMoreThanAQuarterOfASecondIsSavedUp() {
    ByteBudget budget = new ByteBudget(MIB, START);
    Instant later = START.plusSeconds(3_600);

    budget.take(MIB, later);

    assertThat(budget.wait(later)).isEqualTo(Duration.ofMillis(750));
  }

  /** Over a minute, whatever the sizes, it reads what it may and not 2 % more or less. */
  @Test
  void theRateIsKept() {
    for (long rate : new long[] {64 << 10, MIB, 64 * MIB, 1L << 30}) {
      ByteBudget budget = new ByteBudget(rate, START);
      Random dice = new Random(rate);
      Instant now = START;
      long read = 0;
      while (now.isBefore(START.plusSeconds(60))) {
        now = now.plus(budget.wait(now));
        int size = 1 + dice.nextInt((int) Math.min(2 * MIB, rate / 8));
        budget.take(size, now);
        read += size;
        now = now.plusNanos(1_000);
      }

      assertThat(read / 60.0).isBetween(rate * 0.98, rate * 1.02);
    }
  }
}
