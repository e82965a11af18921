package org.kubosteward.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

final class FleetPartitionedTest {
  private static final Fleets HEALTHY = Fleets.threeHealthy();

  @Test
  void twoThatLostEachOtherAreTwoIslands() {
    assertThat(see(Fleets.healthy(2).disconnected("kubo-1", "kubo-2")))
        .singleElement()
        .satisfies(o -> assertThat(o.level()).isEqualTo(Level.CRIT))
        .satisfies(o -> assertThat(o.evidence()).containsEntry("islands", "kubo-1 | kubo-2"));
  }

  @Test
  void whereOnlyOneSaysWhomItListsNobodyCanTell() {
    assertThat(
            see(
                HEALTHY
                    .without("kubo-1", Question.SWARM, Why.TIMED_OUT)
                    .without("kubo-2", Question.SWARM, Why.TIMED_OUT)))
        .containsExactly(
            Observation.cannotTell(
                Code.FLEET_PARTITIONED,
                Subject.fleet(),
                Question.SWARM.label() + ": " + Why.TIMED_OUT.phrase()));
  }

  @Test
  void aMuteNodeThatNobodyListsIsNoIslandOfItsOwn() {
    assertThat(see(HEALTHY.isolated("kubo-3").without("kubo-3", Question.SWARM, Why.TIMED_OUT)))
        .isEmpty();
  }

  private static List<Observation> see(Fleets fleet) {
    return new FleetPartitioned().examine(new Picture(fleet.picture())).toList();
  }
}
