package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;

/** Which pairs belong together. */
class SiblingDisconnectedTest {
  private static final int LARGE = SiblingDisconnected.FULL_MESH_MOST + 1;

  private final SiblingDisconnected check = new SiblingDisconnected();

  @Test
  void inASmallFleetEveryPairBelongsTogether() {
    Fleets fleet =
        unpeered(Fleets.healthy(SiblingDisconnected.FULL_MESH_MOST))
            .disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(fleet.picture())).hasSize(1);
  }

  @Test
  void inALargeFleetOnlyPeeredPairsDo() {
    Fleets fleet = unpeered(Fleets.healthy(LARGE)).disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(fleet.picture())).isEmpty();
    assertThat(check.examine(fleet.peeredWith("kubo-1", "kubo-2").picture()))
        .extracting(Observation::subject)
        .containsExactly(Subject.of(Fleets.link("kubo-1", "kubo-2")));
  }

  @Test
  void oneSideOfThePeeringIsEnough() {
    Fleets fleet = unpeered(Fleets.healthy(LARGE)).disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(fleet.peeredWith("kubo-2", "kubo-1").picture())).hasSize(1);
  }

  @Test
  void aLargeFleetThatNobodyPeeredHasNoFindingForEachOfItsPairs() {
    Fleets fleet = unpeered(Fleets.healthy(60));
    for (int i = 1; i <= 60; i++) {
      fleet = fleet.isolated("kubo-" + i);
    }

    assertThat(check.examine(fleet.picture())).isEmpty();
  }

  private static Fleets unpeered(Fleets fleet) {
    Fleets changed = fleet;
    for (var id : fleet.picture().nodes().keySet()) {
      changed = changed.peeredWith(id.name());
    }
    return changed;
  }
}
