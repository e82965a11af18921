package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class QuorumTest {
  private final Guard guard = new Quorum();
  private final Action restart = Given.restart("kubo-2");

  @ParameterizedTest(name = "{0} nodes, {1} of the others not ready: {2}")
  @CsvSource({
    "1, 0, REFUSED",
    "2, 0, REFUSED",
    "3, 0, ALLOWED",
    "3, 1, REFUSED",
    "4, 0, ALLOWED",
    "4, 1, REFUSED",
    "5, 1, ALLOWED",
    "5, 2, REFUSED",
    "6, 1, ALLOWED",
    "6, 2, REFUSED",
    "7, 2, ALLOWED",
    "7, 3, REFUSED",
  })
  void moreThanHalfMustCarryTheFleetMeanwhile(int size, int unready, String verdict) {
    Fleets fleet = Fleets.healthy(size).inPods().hung("kubo-1");
    for (int other = 2; other < 2 + unready; other++) {
      fleet = fleet.pod("kubo-" + other, PodDraft::notReady);
    }

    assertThat(Given.hung(fleet).veto(guard, Given.restart("kubo-1")).isPresent())
        .isEqualTo(verdict.equals("REFUSED"));
  }

  @Test
  void saysHowManyAreLeft() {
    Fleets fleet = Fleets.threeHealthy().inPods().hung("kubo-2").pod("kubo-1", PodDraft::notReady);

    assertThat(Given.hung(fleet).veto(guard, restart))
        .contains(
            "without kubo-2 only 1 of 3 nodes answer and are ready; a restart needs more than"
                + " half");
  }

  @Test
  void aReadyPodWhoseNodeDoesNotAnswerCarriesNothing() {
    Fleets fleet = Fleets.threeHealthy().inPods().hung("kubo-2").hung("kubo-3");

    assertThat(Given.hung(fleet).veto(guard, restart)).isPresent();
  }

  @Test
  void aPodOfWhichNothingIsKnownDoesNotCount() {
    Fleets fleet =
        Fleets.threeHealthy()
            .inPods()
            .hung("kubo-2")
            .without("kubo-3", Question.POD, Why.UNREACHABLE);

    assertThat(Given.hung(fleet).veto(guard, restart)).isPresent();
  }

  @Test
  void theTargetItselfDoesNotCountHoweverReadyItsPod() {
    Fleets two = Fleets.healthy(2).inPods();

    assertThat(Given.hung(two).veto(guard, restart)).isPresent();
  }

  @Test
  void whatTakesNoPodAwayNeedsNoQuorum() {
    Fleets alone = Fleets.healthy(1).inPods();

    assertThat(Given.tight().fleet(f -> alone).veto(guard, Given.grow("kubo-1"))).isEmpty();
    assertThat(Given.full().fleet(f -> alone).veto(guard, Given.collect("kubo-1"))).isEmpty();
  }
}
