package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;

final class TooSoonTest {
  private final Guard guard = new TooSoon();
  private final Action reconnect = Given.reconnect("kubo-1", "kubo-2");
  private final Action collect = Given.collect("kubo-1");

  @Test
  void theFirstAttemptNeedNotWait() {
    assertThat(Given.lost("kubo-1", "kubo-2").veto(guard, reconnect)).isEmpty();
  }

  @Test
  void theNextWaitsUntilTheCoolDownHasPassedToTheSecond() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .tried(reconnect, Duration.ofSeconds(9), Result.DONE, Verification.NOT_CURED)
                .veto(guard, reconnect))
        .contains(
            "attempt #1 was 9 s ago, and after 1 that did not cure for good the cool-down is 10 s:"
                + " the next may begin in 1 s");
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .tried(reconnect, Duration.ofSeconds(10), Result.DONE, Verification.NOT_CURED)
                .veto(guard, reconnect))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0} in vain: {1} s")
  @CsvSource({"1, 10", "2, 20", "3, 40", "4, 80", "5, 120", "6, 120", "19, 120"})
  void eachOneInVainDoublesItUpToItsMaximum(int inVain, int seconds) {
    Given given = Given.lost("kubo-1", "kubo-2");
    for (int n = 1; n < inVain; n++) {
      given =
          given.tried(reconnect, Duration.ofMinutes(100 - n), Result.DONE, Verification.NOT_CURED);
    }

    assertThat(after(given, seconds - 1).veto(guard, reconnect)).isPresent();
    assertThat(after(given, seconds).veto(guard, reconnect)).isEmpty();
  }

  @Test
  void whatWasRefusedIsAskedForAgainAfterAMinuteAndCostsNoCoolDown() {
    Given refused =
        Given.full()
            .tried(collect, Duration.ofMinutes(40), Result.DONE, Verification.NOT_CURED)
            .tried(collect, Duration.ofMinutes(9), Result.REFUSED, Verification.NOT_CURED)
            .tried(collect, Duration.ofSeconds(59), Result.REFUSED, Verification.NOT_CURED);

    assertThat(refused.veto(guard, collect))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("attempt #3 was refused and changed nothing")
                    .endsWith("it is asked for again in 1 s"));
    assertThat(refused.later(Duration.ofSeconds(1)).veto(guard, collect)).isEmpty();
  }

  @Test
  void aRefusalDoesNotCutTheCoolDownOfATryShort() {
    assertThat(
            Given.full()
                .tried(collect, Duration.ofMinutes(9), Result.DONE, Verification.NOT_CURED)
                .tried(collect, Duration.ofMinutes(2), Result.REFUSED, Verification.NOT_CURED)
                .veto(guard, collect))
        .hasValueSatisfying(why -> assertThat(why).startsWith("attempt #1 was 9 min"));
  }

  @Test
  void evenAfterACureTheSameTroubleWaitsItsTime() {
    assertThat(
            Given.full()
                .tried(collect, Duration.ofMinutes(9), Result.DONE, Verification.CURED)
                .veto(guard, collect))
        .isPresent();
    assertThat(
            Given.full()
                .tried(collect, Duration.ofMinutes(10), Result.DONE, Verification.CURED)
                .veto(guard, collect))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMED_OUT", "INTERRUPTED"})
  void aCollectionOfUnknownOutcomeIsNotRepeatedOnThatAccount(Result unknown) {
    Given given =
        Given.full().tried(collect, Duration.ofMinutes(9), unknown, Verification.NOT_CURED);

    assertThat(given.veto(guard, collect)).isPresent();
    assertThat(given.decision().guard()).contains("too-soon");
  }

  @Test
  void theOtherSideOfAPairIsTheSameDeed() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .tried(reconnect, Duration.ofSeconds(3), Result.FAILED, Verification.NOT_CURED)
                .veto(guard, Given.reconnect("kubo-2", "kubo-1")))
        .isPresent();
  }

  @Test
  void anotherNodeOrAnotherKindIsAnotherMatter() {
    Given given =
        Given.lost("kubo-1", "kubo-2")
            .tried(
                Given.lost("kubo-1", "kubo-3").cause().key(),
                Given.reconnect("kubo-1", "kubo-3"),
                Duration.ofSeconds(3),
                Result.DONE,
                Verification.NOT_CURED);

    assertThat(given.veto(guard, reconnect)).isEmpty();
  }

  @Test
  void anAcknowledgementEndsTheWait() {
    Given given =
        Given.full().tried(collect, Duration.ofMinutes(2), Result.DONE, Verification.NOT_CURED);
    Intent acknowledged =
        Given.wish(
            Intent.Kind.ACKNOWLEDGE,
            Optional.of("kubo-1"),
            Optional.of(ActionKind.COLLECT_GARBAGE),
            Duration.ofSeconds(1));

    assertThat(given.veto(guard, collect)).isPresent();
    assertThat(given.asked(acknowledged).veto(guard, collect)).isEmpty();
  }

  private Given after(Given given, int seconds) {
    return given.tried(reconnect, Duration.ofSeconds(seconds), Result.DONE, Verification.NOT_CURED);
  }
}
