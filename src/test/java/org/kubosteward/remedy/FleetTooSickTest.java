package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Subject;

final class FleetTooSickTest {
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
}
