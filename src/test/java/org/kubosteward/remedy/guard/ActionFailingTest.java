package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;

final class ActionFailingTest {
  private static final Duration LATELY = Duration.ofHours(3);

  private final Guard guard = new ActionFailing();

  @ParameterizedTest(name = "{0} cured, {1} not: refused {2}")
  @CsvSource({
    "0, 3, false",
    "0, 4, true",
    "2, 2, true",
    "3, 2, false",
    "3, 3, true",
    "4, 3, false",
  })
  void everySecondFailureOfFourOrMoreSwitchesTheKindOff(int cured, int inVain, boolean refused) {
    Given given = tried(tried(Given.full(), cured, Verification.CURED, LATELY), inVain);

    assertThat(given.veto(guard, Given.collect("kubo-3")).isPresent()).isEqualTo(refused);
  }

  @Test
  void theReasonCountsAndSaysWhatLiftsIt() {
    assertThat(tried(Given.full(), 4).veto(guard, Given.collect("kubo-3")))
        .contains(
            "4 of the last 4 of collect-garbage in the fleet did not cure: see why, and acknowledge"
                + " collect-garbage to switch it on again");
  }

  @Test
  void whatIsOlderThanADayNoLongerCounts() {
    Given old = tried(Given.full(), 4, Verification.NOT_CURED, Duration.ofHours(24));

    assertThat(old.veto(guard, Given.collect("kubo-3"))).isEmpty();
  }

  @Test
  void anotherKindIsNotHeldForIt() {
    assertThat(tried(Given.full(), 9).veto(guard, Given.restart("kubo-3"))).isEmpty();
  }

  @Test
  void whatIsNotSettledYetDoesNotCount() {
    Given open = tried(tried(Given.full(), 3), 1, Verification.OPEN, LATELY);

    assertThat(open.veto(guard, Given.collect("kubo-3"))).isEmpty();
  }

  @Test
  void dialsGoOnHoweverManyFailed() {
    Given given = Given.lost("kubo-1", "kubo-2");
    for (int n = 0; n < 9; n++) {
      given =
          given.tried(
              Given.reconnect("kubo-1", "kubo-2"), LATELY, Result.FAILED, Verification.NOT_CURED);
    }

    assertThat(given.veto(guard, Given.reconnect("kubo-1", "kubo-2"))).isEmpty();
  }

  @Test
  void whoAcknowledgesTheKindSwitchesItOnAgain() {
    Given off = tried(Given.full(), 4);

    assertThat(off.asked(acknowledged(Optional.empty())).veto(guard, Given.collect("kubo-3")))
        .isEmpty();
    assertThat(off.asked(acknowledged(Optional.of("kubo-3"))).veto(guard, Given.collect("kubo-3")))
        .as("about one node only")
        .isPresent();
    assertThat(
            off.asked(acknowledged(Optional.empty(), Optional.empty()))
                .veto(guard, Given.collect("kubo-3")))
        .as("about some trouble, whatever was done against it")
        .isPresent();
  }

  private static Intent acknowledged(Optional<String> node) {
    return acknowledged(node, Optional.of(ActionKind.COLLECT_GARBAGE));
  }

  private static Intent acknowledged(Optional<String> node, Optional<ActionKind> kind) {
    return Given.wish(Intent.Kind.ACKNOWLEDGE, node, kind, Duration.ofMinutes(1));
  }

  private static Given tried(Given given, int inVain) {
    return tried(given, inVain, Verification.NOT_CURED, LATELY);
  }

  private static Given tried(Given given, int times, Verification seen, Duration ago) {
    Given more = given;
    for (int n = 0; n < times; n++) {
      more = more.tried(Given.collect("kubo-" + (1 + n % 3)), ago, Result.DONE, seen);
    }
    return more;
  }
}
