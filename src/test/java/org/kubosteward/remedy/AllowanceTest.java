package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

final class AllowanceTest {
  @Test
  void theBudgetOfAnHourAndThatOfADayAreSpentEachByItsOwn() {
    Given given =
        done(
            done(
                done(Given.full(), Given.collect("kubo-2"), Duration.ofHours(25)),
                Given.collect("kubo-3"),
                Duration.ofMinutes(61)),
            Given.restart("kubo-2"),
            Duration.ofMinutes(12));

    assertThat(left(given).hour()).isEqualTo(new Allowance.Spent(1, 3));
    assertThat(left(given).day()).isEqualTo(new Allowance.Spent(2, 6));
  }

  @Test
  void whatBeganAnHourAgoIsSpentNoMore() {
    Duration hour = Duration.ofHours(1);
    Action collect = Given.collect("kubo-2");

    // an attempt of the fixture begins one second before it ends
    assertThat(left(done(Given.full(), collect, hour.minusSeconds(1))).hour().spent()).isZero();
    assertThat(left(done(Given.full(), collect, hour.minusSeconds(2))).hour().spent()).isEqualTo(1);
  }

  @Test
  void gentleActionsSpendNothing() {
    Given given = done(Given.full(), Given.reconnect("kubo-1", "kubo-2"), Duration.ofMinutes(1));

    assertThat(left(given).hour().spent()).isZero();
    assertThat(left(given).day().spent()).isZero();
  }

  private static Given done(Given given, Action action, Duration ago) {
    return given.tried(
        Given.lost("kubo-2", "kubo-3").cause().key(), action, ago, Result.DONE, Verification.CURED);
  }

  private static Allowance left(Given given) {
    return Allowance.of(given.cause(), Given.collect("kubo-1"), given.situation());
  }
}
