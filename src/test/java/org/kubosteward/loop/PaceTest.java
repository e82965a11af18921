package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final Instant START = Instant.parse("2026-11-23T03:00:00Z");

  private final Pace pace = new Pace(config(15, 3, 120), START);

  @Test
  void theFirstRoundIsDueAtOnce() {
    assertThat(pace.due(START)).isTrue();
  }

  @Test
  void aSettledFleetIsLookedAtAtTheSettledPace() {
    pace.next(START, Duration.ZERO, false);

    assertThat(pace.due(START.plusSeconds(14))).isFalse();
    assertThat(pace.due(START.plusSeconds(15))).isTrue();
  }

  @Test
  void anUnsettledFleetIsLookedAtSooner() {
    pace.next(START, Duration.ZERO, true);

    assertThat(pace.due(START.plusSeconds(2))).isFalse();
    assertThat(pace.due(START.plusSeconds(3))).isTrue();
  }

  @Test
  void theQuickPaceEndsWhenNothingChangesForLong() {
    pace.next(START.plusSeconds(120), Duration.ZERO, true);

    assertThat(pace.due(START.plusSeconds(123))).isFalse();
    assertThat(pace.due(START.plusSeconds(135))).isTrue();
  }

  @Test
  void aChangeBringsTheQuickPaceBack() {
    Instant later = START.plusSeconds(500);
    pace.changed(later);
    pace.next(later, Duration.ZERO, true);

    assertThat(pace.due(later.plusSeconds(3))).isTrue();
  }

  @Test
  void aLateRoundSaysHowLateItIs() {
    pace.next(START, Duration.ZERO, false);

    assertThat(pace.lag(START.plusSeconds(75))).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void theFirstRoundIsNotLateHoweverLongTheProcessTookToStart() {
    assertThat(pace.lag(START.plusSeconds(40))).isZero();
  }

  @Test
  void aRoundThatIsBroughtForwardIsNotLate() {
    pace.next(START, Duration.ZERO, false);

    assertThat(pace.lag(START.plusSeconds(4))).isZero();
  }

  @Test
  void anActionThatEndedIsLookedAtAtOnce() {
    pace.next(START, Duration.ZERO, false);
    pace.restart(START.plusSeconds(5));

    assertThat(pace.due(START.plusSeconds(5))).isTrue();
  }

  @Test
  void aRoundThatTakesLongStretchesTheQuickPaceToAQuarterOfTheTime() {
    pace.next(START, Duration.ofSeconds(2), true);

    assertThat(pace.due(START.plusSeconds(7))).isFalse();
    assertThat(pace.due(START.plusSeconds(8))).isTrue();
  }

  @Test
  void aQuickRoundDoesNotStretchIt() {
    pace.next(START, Duration.ofMillis(750), true);

    assertThat(pace.due(START.plusSeconds(3))).isTrue();
  }

  @Test
  void whateverARoundTakesTheQuickPaceIsNeverSlowerThanTheSettledOne() {
    pace.next(START, Duration.ofSeconds(60), true);

    assertThat(pace.due(START.plusSeconds(15))).isTrue();
  }

  @Test
  void whatWasSeenBringsTheNextRoundAtOnce() {
    pace.next(START, Duration.ZERO, false);
    pace.sooner(START.plusSeconds(5));

    assertThat(pace.due(START.plusSeconds(5))).isTrue();
    assertThat(pace.lag(START.plusSeconds(5))).isZero();
  }

  @Test
  void butNotWithinABeatOfTheLast() {
    pace.next(START, Duration.ZERO, false);
    pace.sooner(START.plusMillis(100));

    assertThat(pace.due(START.plusMillis(100))).isFalse();
    assertThat(pace.due(START.plusMillis(899))).isFalse();
    assertThat(pace.due(START.plusMillis(900))).isTrue();
  }

  @Test
  void beingToldAgainAndAgainDoesNotPutItOff() {
    pace.next(START, Duration.ZERO, false);
    for (int millis = 100; millis <= 1000; millis += 100) {
      pace.sooner(START.plusMillis(millis));
    }

    assertThat(pace.due(START.plusMillis(1000))).isTrue();
    assertThat(pace.lag(START.plusMillis(1000))).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void aRoundThatIsDueAnywayIsNotPutOff() {
    pace.next(START, Duration.ZERO, true);
    pace.sooner(START.plusSeconds(10));

    assertThat(pace.lag(START.plusSeconds(10))).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void whatWasSeenMakesItQuickForAWhile() {
    Instant later = START.plusSeconds(500);
    pace.sooner(later);
    pace.next(later, Duration.ZERO, true);

    assertThat(pace.due(later.plusSeconds(3))).isTrue();
  }

  @Test
  void theVeryFirstRoundNeedNotKeepADistance() {
    pace.sooner(START);

    assertThat(pace.due(START)).isTrue();
  }

  @Test
  void anActionThatEndsRightAfterARoundWaitsForTheNextBeat() {
    pace.next(START, Duration.ZERO, false);
    pace.restart(START.plusMillis(200));

    assertThat(pace.due(START.plusMillis(200))).isFalse();
    assertThat(pace.due(START.plusSeconds(1))).isTrue();
  }

  @Test
  void aQuickPaceSlowerThanTheSettledOneIsRefusedByName() {
    assertThatThrownBy(() -> new Pace(config(3, 15, 120), START))
        .hasMessageContaining("steward.round.unsettled-every")
        .hasMessageContaining("steward.round.every");
  }

  private static RoundConfig config(int every, int unsettled, int unsettledFor) {
    return new RoundConfig() {
      @Override
      public Duration every() {
        return Duration.ofSeconds(every);
      }

      @Override
      public Duration unsettledEvery() {
        return Duration.ofSeconds(unsettled);
      }

      @Override
      public Duration unsettledFor() {
        return Duration.ofSeconds(unsettledFor);
      }
    };
  }
}
