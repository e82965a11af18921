package org.kubosteward.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.Check;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;

class ServingTest {
  private static final HealthPolicy POLICY = HealthPolicy.shipped();
  private static final Duration NOW = Duration.ZERO;
  private static final Duration BEFORE = Duration.ofMinutes(2);

  @Test
  void aBlindLinkIsToldWhereAnotherFromTheSameNodeWasProvenSince() {
    assertThat(raised(failing("kubo-3", "kubo-1", 2))).containsExactly("kubo-3>kubo-1");
  }

  @Test
  void aBlindLinkIsToldAtOnceWhateverTheOthersOfItsNodeDo() {
    Fleets fleet =
        failing("kubo-3", "kubo-1", 2).proven("kubo-3", "kubo-2", Outcome.EXCHANGED, 0, BEFORE);

    assertThat(raised(fleet)).containsExactly("kubo-3>kubo-1");
  }

  /** A boot can leave a node as blind to all: that, a refresh of each link cures. */
  @Test
  void theLinksAreToldFirstAndTheNodeOnceTheirRefreshDidNotHelp() {
    Fleets first =
        failing("kubo-3", "kubo-1", 4).proven("kubo-3", "kubo-2", Outcome.NOT_EXCHANGED, 5, NOW);
    Fleets later =
        failing("kubo-3", "kubo-1", 5).proven("kubo-3", "kubo-2", Outcome.NOT_EXCHANGED, 6, NOW);

    assertThat(raised(first)).containsExactly("kubo-3>kubo-1", "kubo-3>kubo-2");
    assertThat(notServing(first)).isEmpty();
    assertThat(raised(later)).isEmpty();
    assertThat(notServing(later)).containsExactly("kubo-3 WARN");
  }

  @Test
  void ofANodeThatServesNobodyNoLinkIsTold() {
    Fleets fleet =
        failing("kubo-3", "kubo-1", 9).proven("kubo-3", "kubo-2", Outcome.NOT_EXCHANGED, 5, NOW);

    assertThat(raised(fleet)).isEmpty();
    assertThat(notServing(fleet)).containsExactly("kubo-3 WARN");
  }

  @Test
  void aNodeThatNeitherServesNorFetchesMayHaveBlindLinksBothWays() {
    Fleets fleet =
        failing("kubo-3", "kubo-1", 9)
            .proven("kubo-3", "kubo-2", Outcome.NOT_EXCHANGED, 9, NOW)
            .proven("kubo-1", "kubo-3", Outcome.NOT_EXCHANGED, 9, NOW);

    assertThat(raised(fleet)).hasSize(3);
    assertThat(notServing(fleet)).isEmpty();
  }

  @Test
  void inALargeFleetOneLinkTowardsItMayFailByItself() {
    Fleets fleet = Fleets.healthy(15).proven("kubo-4", "kubo-3", Outcome.NOT_EXCHANGED, 9, NOW);
    for (int n = 1; n <= 15; n++) {
      if (n != 3) {
        fleet = fleet.proven("kubo-3", "kubo-" + n, Outcome.NOT_EXCHANGED, 9, NOW);
      }
    }

    assertThat(raised(fleet)).containsExactly("kubo-4>kubo-3");
    assertThat(notServing(fleet)).containsExactly("kubo-3 WARN");
  }

  @Test
  void aNodeWhoseConfigurationSaysThatItServesNobodyIsToldBeforeAnyCanary() {
    Fleets fleet = Fleets.threeHealthy().exchanging("kubo-2", false, true).neverTried();

    assertThat(notServing(fleet)).containsExactly("kubo-2 WARN");
  }

  @Test
  void aSiblingThatIsBlindTowardsAllIsNoReasonToSuspectAnother() {
    Fleets fleet =
        failing("kubo-3", "kubo-1", 2).proven("kubo-2", "kubo-1", Outcome.NOT_EXCHANGED, 2, NOW);

    assertThat(raised(fleet)).containsExactly("kubo-2>kubo-1", "kubo-3>kubo-1");
    assertThat(notServing(fleet)).isEmpty();
  }

  private static Fleets failing(String from, String to, int failures) {
    return Fleets.threeHealthy().proven(from, to, Outcome.NOT_EXCHANGED, failures, NOW);
  }

  private static List<String> raised(Fleets fleet) {
    return seen(new LinkNotExchanging(POLICY), fleet)
        .map(observation -> observation.subject().toString())
        .toList();
  }

  private static List<String> notServing(Fleets fleet) {
    return seen(new NodeNotServing(POLICY), fleet)
        .map(observation -> observation.subject() + " " + observation.level())
        .toList();
  }

  private static Stream<Observation> seen(Check check, Fleets fleet) {
    FleetSnapshot picture = fleet.picture();
    return check.examine(new Picture(picture)).filter(Observation::opens);
  }
}
