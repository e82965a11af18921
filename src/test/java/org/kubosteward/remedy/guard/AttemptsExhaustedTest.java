package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;

final class AttemptsExhaustedTest {
  private final Guard guard = new AttemptsExhausted();
  private final Action collect = Given.collect("kubo-1");

  @Test
  void refusesAfterAsManyInARowAsAllowed() {
    assertThat(inVain(3).veto(guard, collect))
        .contains(
            "3 attempts did not cure it for good (3 are allowed): see what they did, mend it by"
                + " hand, and acknowledge it to let attempts begin anew");
  }

  @Test
  void letsTheLastAllowedOnePass() {
    assertThat(inVain(2).veto(guard, collect)).isEmpty();
  }

  @Test
  void gentleKindsMayFailMoreOften() {
    Given given = Given.lost("kubo-1", "kubo-2");
    Action reconnect = Given.reconnect("kubo-1", "kubo-2");
    for (int n = 0; n < 19; n++) {
      given =
          given.tried(reconnect, Duration.ofMinutes(60 - n), Result.DONE, Verification.NOT_CURED);
    }
    assertThat(given.veto(guard, reconnect)).isEmpty();

    given = given.tried(reconnect, Duration.ofMinutes(5), Result.FAILED, Verification.NOT_CURED);

    assertThat(given.veto(guard, reconnect)).isPresent();
  }

  @Test
  void aCureBreaksTheRow() {
    Given given =
        inVain(2)
            .tried(collect, Duration.ofMinutes(20), Result.DONE, Verification.CURED)
            .tried(collect, Duration.ofMinutes(10), Result.DONE, Verification.NOT_CURED);

    assertThat(given.veto(guard, collect)).isEmpty();
  }

  @Test
  void anAcknowledgementLetsAttemptsBeginAnew() {
    Intent acknowledged =
        Given.wish(
            Intent.Kind.ACKNOWLEDGE,
            Optional.of("kubo-1"),
            Optional.empty(),
            Duration.ofSeconds(1));

    assertThat(inVain(3).asked(acknowledged).veto(guard, collect)).isEmpty();
  }

  @Test
  void anAcknowledgementOfTheAlarmIsOneOfItsCause() {
    Intent acknowledged =
        Given.wish(
            Intent.Kind.ACKNOWLEDGE,
            Optional.of("kubo-1"),
            Optional.empty(),
            Duration.ofSeconds(1));

    assertThat(inVain(3).asked(Given.about(acknowledged, Code.REMEDY_FAILED)).veto(guard, collect))
        .isEmpty();
    assertThat(inVain(3).asked(Given.about(acknowledged, Code.REPO_FULL)).veto(guard, collect))
        .isEmpty();
    assertThat(inVain(3).asked(Given.about(acknowledged, Code.PEERS_LOW)).veto(guard, collect))
        .isPresent();
  }

  @Test
  void anAcknowledgementFromBeforeTheAttemptsSaysNothingAboutThem() {
    Intent early =
        Given.wish(
            Intent.Kind.ACKNOWLEDGE, Optional.of("kubo-1"), Optional.empty(), Duration.ofHours(4));

    assertThat(inVain(3).asked(early).veto(guard, collect)).isPresent();
  }

  /** The full repository of kubo-1 with that many collections that did not help. */
  private Given inVain(int attempts) {
    Given given = Given.full();
    for (int n = 0; n < attempts; n++) {
      given =
          given.tried(
              collect, Duration.ofMinutes(90 - 30L * n), Result.DONE, Verification.NOT_CURED);
    }
    return given;
  }
}
