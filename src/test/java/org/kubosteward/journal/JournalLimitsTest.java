package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalLimitsTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final Duration NOW_AND_THEN = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(5);

  @Test
  void takesWhatIsShipped() {
    assertThatCode(JournalLimits::shipped).doesNotThrowAnyException();
  }

  @Test
  void refusesToForgetTheAttemptsThatBudgetsCount() {
    refuses("keep-for", 240, Duration.ofHours(24), 100_000, NOW_AND_THEN, SOON);
  }

  @Test
  void refusesWhatCannotBeBounded() {
    refuses("history-rounds", 0, MONTH, 100_000, NOW_AND_THEN, SOON);
    refuses("history-rounds", 1_000_000, MONTH, 100_000, NOW_AND_THEN, SOON);
    refuses("keep-rows", 240, MONTH, 10, NOW_AND_THEN, SOON);
    refuses("refresh-every", 240, MONTH, 100_000, Duration.ofSeconds(-1), SOON);
    refuses("statement-timeout", 240, MONTH, 100_000, NOW_AND_THEN, Duration.ofMillis(900));
    refuses("statement-timeout", 240, MONTH, 100_000, NOW_AND_THEN, Duration.ofMinutes(2));
  }

  private static void refuses(
      String setting, int rounds, Duration keep, int rows, Duration refresh, Duration timeout) {
    assertThatThrownBy(() -> new JournalLimits(rounds, keep, rows, refresh, timeout))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("steward.journal." + setting + " is ");
  }
}
