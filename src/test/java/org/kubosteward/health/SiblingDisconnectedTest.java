package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Reading;

/** Which pairs belong together. */
class SiblingDisconnectedTest {
  private static final int LARGE = SiblingDisconnected.FULL_MESH_MOST + 1;

  private final SiblingDisconnected check = new SiblingDisconnected();

  @Test
  void inASmallFleetEveryPairBelongsTogether() {
    Fleets fleet =
        without(Fleets.healthy(SiblingDisconnected.FULL_MESH_MOST), Set.of())
            .disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(fleet.picture())).hasSize(1);
  }

  @Test
  void inALargeFleetOnlyPeeredPairsDo() {
    Fleets fleet = without(Fleets.healthy(LARGE), Set.of()).disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(fleet.picture())).isEmpty();
    assertThat(check.examine(peering(fleet, "kubo-1", "kubo-2").picture()))
        .extracting(Observation::subject)
        .containsExactly(Subject.of(Fleets.link("kubo-1", "kubo-2")));
  }

  @Test
  void oneSideOfThePeeringIsEnough() {
    Fleets fleet = without(Fleets.healthy(LARGE), Set.of()).disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(peering(fleet, "kubo-2", "kubo-1").picture())).hasSize(1);
  }

  @Test
  void aLargeFleetThatNobodyPeeredHasNoFindingForEachOfItsPairs() {
    Fleets fleet = without(Fleets.healthy(60), Set.of());
    for (int i = 1; i <= 60; i++) {
      fleet = fleet.isolated("kubo-" + i);
    }

    assertThat(check.examine(fleet.picture())).isEmpty();
  }

  private static Fleets without(Fleets fleet, Set<String> peering) {
    Fleets changed = fleet;
    for (var id : fleet.picture().nodes().keySet()) {
      changed = changed.change(id.name(), view -> with(view, peering));
    }
    return changed;
  }

  private static Fleets peering(Fleets fleet, String node, String sibling) {
    return fleet.change(node, view -> with(view, Set.of(Fleets.peerId(sibling))));
  }

  private static NodeView with(NodeView view, Set<String> peering) {
    return new NodeView(
        view.id(),
        view.version(),
        view.identity(),
        view.swarm(),
        Reading.known(peering, Fleets.START),
        view.bandwidth(),
        view.repo(),
        view.disk(),
        view.bitswap(),
        view.provide(),
        view.resources(),
        view.commands(),
        view.pins(),
        view.process(),
        view.bootstrap(),
        view.lastSuccess());
  }
}
