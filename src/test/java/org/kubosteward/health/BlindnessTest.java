package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.check.Checks;

final class BlindnessTest {
  private static final Fleets HEALTHY = Fleets.threeHealthy();

  @ParameterizedTest
  @EnumSource(Why.class)
  void whereNotOneNodeAnswersAndNobodyElseTellsThePlaneSeesNothing(Why why) {
    Fleets silent = HEALTHY.down("kubo-1", why).down("kubo-2", why).down("kubo-3", why);

    assertThat(see(Code.STEWARD_BLIND, silent))
        .singleElement()
        .satisfies(
            blind -> assertThat(blind.evidence().get("why")).contains("not one of 3", "3 " + why));
  }

  @ParameterizedTest
  @EnumSource(Why.class)
  void aSingleNodeIsJudgedByWhatItIsMetBy(Why why) {
    Fleets silent = Fleets.healthy(1).down("kubo-1", why);

    assertThat(see(Code.STEWARD_BLIND, silent)).hasSize(why.provesReach() ? 0 : 1);
  }

  @Test
  void kubeletsThatSayNotReadyAreTheSecondWitness() {
    Fleets refused = HEALTHY.inPods().down("kubo-1").down("kubo-2").down("kubo-3");

    assertThat(see(Code.STEWARD_BLIND, refused))
        .singleElement()
        .satisfies(
            blind ->
                assertThat(blind.evidence().get("why"))
                    .contains("the pods of 3 are ready: it is the plane's own way"));
    Fleets one = refused.pod("kubo-1", PodDraft::notReady);
    assertThat(see(Code.STEWARD_BLIND, one)).hasSize(1);
    Fleets two = one.pod("kubo-2", PodDraft::notReady);
    assertThat(see(Code.STEWARD_BLIND, two)).isEmpty();
    Observer deaf = new Observer(Duration.ZERO, Duration.ZERO, 3, List.of(), "no news", "");
    assertThat(see(Code.STEWARD_BLIND, two.seenBy(deaf))).hasSize(1);
  }

  @Test
  void aNodeThatAnswersWithARefusalIsNotSilent() {
    Fleets two = Fleets.healthy(2);

    assertThat(see(Code.FLEET_MAJORITY_DOWN, two.down("kubo-1", Why.FORBIDDEN))).isEmpty();
    assertThat(see(Code.FLEET_MAJORITY_DOWN, two.down("kubo-1", Why.TOO_SLOW))).isEmpty();
    assertThat(see(Code.FLEET_MAJORITY_DOWN, two.down("kubo-1", Why.STALLED))).hasSize(1);
  }

  private static List<Observation> see(Code code, Fleets fleet) {
    return Objects.requireNonNull(Checks.by(HealthPolicy.shipped()).get(code))
        .examine(new Picture(fleet.picture()))
        .toList();
  }
}
