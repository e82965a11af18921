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
