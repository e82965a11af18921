package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetsTest {
  @Test
  void aHealthyFleetAnswersEverythingAndIsFullyConnected() {
    FleetSnapshot picture = Fleets.threeHealthy().picture();

    assertThat(picture.nodes()).hasSize(3);
    assertThat(picture.views().flatMap(NodeView::failures)).isEmpty();
    assertThat(picture.views().map(view -> view.swarm().value().orElseThrow().peers()))
        .containsOnly(2);
    assertThat(picture.links()).hasSize(6);
    assertThat(picture.observer().expected()).isEqualTo(3);
  }

  @Test
  void deviationsLeaveTheFleetTheyCameFromAsItWas() {
    Fleets healthy = Fleets.threeHealthy();
    Fleets full = healthy.withRepoFill("kubo-1", 0.97);

    assertThat(full.view("kubo-1").repo().value().orElseThrow().fill()).isEqualTo(0.97);
    assertThat(healthy.view("kubo-1").repo().value().orElseThrow().fill()).isLessThan(0.2);
  }

  @Test
  void aDownNodeIsForgottenByItsSiblingsButNotItsName() {
    FleetSnapshot picture = Fleets.threeHealthy().down("kubo-2").picture();

    assertThat(picture.node(Fleets.id("kubo-2")).orElseThrow().up()).isFalse();
    assertThat(picture.siblings().byPeerId()).containsKey(Fleets.peerId("kubo-2"));
    assertThat(picture.connected(Fleets.id("kubo-1"), Fleets.id("kubo-2"))).contains(false);
    assertThat(picture.connected(Fleets.id("kubo-2"), Fleets.id("kubo-1"))).isEmpty();
  }

  @Test
  void timePassesOverTheSameFleet() {
    Fleets fleet = Fleets.threeHealthy().running("kubo-1", "repo/gc", Duration.ofMinutes(3));
    FleetSnapshot later = fleet.after(Duration.ofSeconds(10)).picture();

    assertThat(later.round()).isEqualTo(2);
    assertThat(later.takenAt()).isEqualTo(Fleets.START.plusSeconds(10));
  }

  @Test
  void anUnknownNameIsAMistakeInTheTest() {
    assertThatThrownBy(() -> Fleets.threeHealthy().withRepoFill("kubo-9", 1).picture())
        .hasMessageContaining("kubo-9");
  }
}
