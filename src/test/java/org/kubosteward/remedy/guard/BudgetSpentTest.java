package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Situation;

final class BudgetSpentTest {
  private final Guard guard = new BudgetSpent();
  private final Action collect = Given.collect("kubo-1");

  @Test
  void threeDisruptiveActionsAnHourOverTheWholeFleet() {
    Given given = spent(Given.full(), 50, 40, 30);

    assertThat(given.veto(guard, collect))
        .contains(
            "3 disruptive actions in the last 1 h, 3 are allowed: the next may begin in 9 min 59"
                + " s");
    assertThat(spent(Given.full(), 50, 40).veto(guard, collect)).isEmpty();
  }

  @Test
  void anActionLeavesTheHourWhenItBeganAnHourAgo() {
    Given edge = spent(Given.full(), 40, 30);
    Duration hour = Duration.ofHours(1);

    // an attempt of the fixture begins one second before it ends
    assertThat(ended(edge, hour.minusSeconds(1)).veto(guard, collect)).isEmpty();
    assertThat(ended(edge, hour.minusSeconds(2)).veto(guard, collect)).isPresent();
  }

  @Test
  void sixADayThoughEachHourHadRoom() {
    Given given = spent(Given.full(), 1200, 1000, 800, 600, 400, 200);

    assertThat(given.veto(guard, collect))
        .hasValueSatisfying(
            why ->
                assertThat(why).startsWith("6 disruptive actions in the last 24 h, 6 are allowed"));
    assertThat(spent(Given.full(), 1440, 1000, 800, 600, 400, 200).veto(guard, collect)).isEmpty();
  }

  @Test
  void aBudgetOfNothingAllowsNothing() {
    assertThat(Given.full().budget(0, 6).veto(guard, collect))
        .contains("0 disruptive actions in the last 1 h, 0 are allowed: none is allowed");
  }

  @Test
  void aSmallerBudgetTellsWhenTheNextFitsIn() {
    assertThat(spent(Given.full(), 50, 40, 30).budget(1, 6).veto(guard, collect))
        .hasValueSatisfying(why -> assertThat(why).contains("the next may begin in 29 min 59 s"));
  }

  @Test
  void whatIsPlannedInThisRoundIsSpent() {
    Given given = Given.full().budget(1, 6);
    Situation begun = given.situation().begun(given.cause(), Given.collect("kubo-2"));

    assertThat(guard.veto(given.cause(), collect, begun)).isPresent();
  }

  @Test
  void gentleActionsHaveNoBudget() {
    Given given = Given.lost("kubo-1", "kubo-2").budget(0, 0);
    for (int n = 1; n <= 30; n++) {
      given =
          given.tried(
              Given.reconnect("kubo-1", "kubo-2"),
              Duration.ofMinutes(n),
              Result.DONE,
              Verification.NOT_CURED);
    }

    assertThat(given.veto(guard, Given.reconnect("kubo-1", "kubo-2"))).isEmpty();
  }

  @Test
  void gentleActionsSpendNoBudget() {
    Given given = Given.that(Fleets.threeHealthy()).finding(Code.REPO_FULL, "kubo-1").budget(1, 1);

    assertThat(
            given
                .tried(
                    Given.reconnect("kubo-1", "kubo-2"),
                    Duration.ofMinutes(1),
                    Result.DONE,
                    Verification.CURED)
                .veto(guard, collect))
        .isEmpty();
  }

  private static Given spent(Given given, int... minutesAgo) {
    Given spent = given;
    for (int minutes : minutesAgo) {
      spent = ended(spent, Duration.ofMinutes(minutes));
    }
    return spent;
  }

  private static Given ended(Given given, Duration ago) {
    return given.tried(Given.collect("kubo-2"), ago, Result.DONE, Verification.CURED);
  }
}
