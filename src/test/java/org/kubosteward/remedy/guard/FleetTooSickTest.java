package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;

final class FleetTooSickTest {
  private static final Duration ASKED = Duration.ofMinutes(5);

  private final Guard guard = new FleetTooSick();

  @Test
  void withOneOfThreeSilentEverythingIsStillAllowed() {
    Given given = Given.full().fleet(fleet -> fleet.down("kubo-3"));

    assertThat(given.veto(guard, Given.reconnect("kubo-1", "kubo-2"))).isEmpty();
    assertThat(given.veto(guard, Given.collect("kubo-1"))).isEmpty();
  }

  @Test
  void withTwoOfThreeSilentNothingIsDoneAndTheReasonNamesThem() {
    Given given = Given.full().fleet(fleet -> fleet.down("kubo-2").hung("kubo-3"));

    assertThat(given.veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .contains(
            "2 of 3 nodes do not answer (kubo-2, kubo-3); with half of the fleet or more silent"
                + " nothing is done");
    assertThat(given.veto(guard, Given.collect("kubo-1"))).isPresent();
  }

  @ParameterizedTest(name = "{1} of {0} silent: gentle {2}, disruptive {3}")
  @CsvSource({
    "1, 1, false, false",
    "2, 0, true, true",
    "2, 1, false, false",
    "3, 1, true, true",
    "4, 1, true, true",
    "4, 2, false, false",
    "5, 1, true, true",
    "5, 2, true, false",
    "5, 3, false, false",
    "6, 2, true, true",
    "7, 3, true, false",
    "9, 3, true, true",
    "9, 4, true, false",
    "10, 5, false, false",
  })
  void halfOfTheFleetStopsEverythingAndAThirdWhatCanHurt(
      int nodes, int silent, boolean gentle, boolean disruptive) {
    Fleets fleet = Fleets.healthy(nodes);
    for (int i = 0; i < silent; i++) {
      fleet = fleet.down("kubo-" + (nodes - i), Why.CONNECT_TIMED_OUT);
    }
    Given given = Given.that(fleet).finding(Code.REPO_FULL, "kubo-1");

    assertThat(given.veto(guard, Given.reconnect("kubo-1", "kubo-2")).isEmpty()).isEqualTo(gentle);
    assertThat(given.veto(guard, Given.collect("kubo-1")).isEmpty()).isEqualTo(disruptive);
  }

  @Test
  void aDoubtAboutTheMajorityIsLeftToTheCount() {
    Finding doubt = Given.cannotTell(Code.FLEET_MAJORITY_DOWN, Subject.fleet());

    assertThat(Given.full().finding(doubt).veto(guard, Given.collect("kubo-1"))).isEmpty();
  }

  @Test
  void namesFiveOfManyAndCountsTheRest() {
    Fleets fleet = Fleets.healthy(8);
    for (int i = 2; i <= 8; i++) {
      fleet = fleet.down("kubo-" + i);
    }

    assertThat(
            Given.that(fleet)
                .finding(Code.REPO_FULL, "kubo-1")
                .veto(guard, Given.collect("kubo-1")))
        .hasValueSatisfying(why -> assertThat(why).contains("kubo-6 and 2 more)"));
  }

  @Test
  void fiveAreNamedWithoutARest() {
    Fleets fleet = Fleets.healthy(8);
    for (int i = 2; i <= 6; i++) {
      fleet = fleet.down("kubo-" + i);
    }

    assertThat(
            Given.that(fleet)
                .finding(Code.REPO_FULL, "kubo-1")
                .veto(guard, Given.collect("kubo-1")))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith(
                        "5 of 8 nodes do not answer (kubo-2, kubo-3, kubo-4, kubo-5, kubo-6);"));
  }

  @ParameterizedTest(name = "one in {0} of {1}: {2} may be silent")
  @CsvSource({"3, 3, 1", "3, 9, 3", "3, 100, 33", "10, 9, 1", "10, 100, 10", "100, 1000, 10"})
  void anOperatorMayAskForAHealthierFleet(int oneIn, int nodes, int silent) {
    assertThat(new RemedyPolicy.Bounds(oneIn, 4, 4, ASKED).silentAtMost(nodes)).isEqualTo(silent);
  }

  @Test
  void aHealthierFleetIsAskedForByTheGuard() {
    Given two = Given.that(Fleets.healthy(10).down("kubo-9").down("kubo-10"));
    Given picky = two.bounds(new RemedyPolicy.Bounds(10, 4, 4, ASKED));
    Action collect = Given.collect("kubo-1");

    assertThat(two.finding(Code.REPO_FULL, "kubo-1").veto(guard, collect)).isEmpty();
    assertThat(picky.finding(Code.REPO_FULL, "kubo-1").veto(guard, collect))
        .hasValueSatisfying(why -> assertThat(why).endsWith("a disruptive action needs all but 1"));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 4, 4, silent-one-in is 1; it may be 2 to 100",
    "3, 1, 4, failing-at-least is 1; it may be 2 to 100",
    "3, 4, 0, gentle-at-once is 0; it may be 1 to 100",
    "101, 4, 4, silent-one-in is 101; it may be 2 to 100",
    "3, 101, 4, failing-at-least is 101; it may be 2 to 100",
    "3, 4, 101, gentle-at-once is 101; it may be 1 to 100"
  })
  void boundsThatBoundNothingAreRefusedByName(int oneIn, int failing, int gentle, String says) {
    assertThatThrownBy(() -> new RemedyPolicy.Bounds(oneIn, failing, gentle, ASKED))
        .hasMessage("steward.remedy." + says);
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 1", "100, 100, 100"})
  void boundsMayBeAsSmallAndAsLargeAsTheRefusalSays(int oneIn, int failing, int gentle) {
    assertThatCode(() -> new RemedyPolicy.Bounds(oneIn, failing, gentle, ASKED))
        .doesNotThrowAnyException();
  }
}
