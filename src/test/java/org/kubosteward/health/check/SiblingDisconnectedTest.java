package org.kubosteward.health.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/** Which pairs belong together. */
class SiblingDisconnectedTest {
  private static final int LARGE = SiblingDisconnected.FULL_MESH_MOST + 1;

  private final SiblingDisconnected check = new SiblingDisconnected();

  @Test
  void inASmallFleetEveryPairBelongsTogether() {
    Fleets fleet =
        unpeered(Fleets.healthy(SiblingDisconnected.FULL_MESH_MOST))
            .disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(new Picture(fleet.picture()))).hasSize(1);
  }

  @Test
  void inALargeFleetOnlyPeeredPairsDo() {
    Fleets fleet = unpeered(Fleets.healthy(LARGE)).disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(new Picture(fleet.picture()))).isEmpty();
    assertThat(check.examine(new Picture(fleet.peeredWith("kubo-1", "kubo-2").picture())))
        .extracting(Observation::subject)
        .containsExactly(Subject.of(Fleets.link("kubo-1", "kubo-2")));
  }

  @Test
  void oneSideOfThePeeringIsEnough() {
    Fleets fleet = unpeered(Fleets.healthy(LARGE)).disconnected("kubo-1", "kubo-2");

    assertThat(check.examine(new Picture(fleet.peeredWith("kubo-2", "kubo-1").picture())))
        .hasSize(1);
  }

  @Test
  void aLargeFleetThatNobodyPeeredHasNoFindingForEachOfItsPairs() {
    Fleets fleet = unpeered(Fleets.healthy(60));
    for (int i = 1; i <= 60; i++) {
      fleet = fleet.isolated("kubo-" + i);
    }

    assertThat(check.examine(new Picture(fleet.picture()))).isEmpty();
  }

  @Test
  void findsInManyLargeFleetsThePairsThatAPairByPairLookFinds() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      FleetSnapshot picture = loosened(random, LARGE + random.nextInt(60)).picture();

      assertThat(check.examine(new Picture(picture)).map(Observation::subject))
          .as("seed %d", seed)
          .containsExactlyElementsOf(pairByPair(picture));
    }
  }

  /** Every two that answer, are peered and are not both sure that they are joined. */
  private static List<Subject> pairByPair(FleetSnapshot picture) {
    List<NodeView> answering = picture.mesh().answering();
    List<Subject> pairs = new ArrayList<>();
    for (int i = 0; i < answering.size(); i++) {
      for (NodeView other : answering.subList(i + 1, answering.size())) {
        Link link = new Link(answering.get(i).id(), other.id());
        if ((keeps(answering.get(i), other) || keeps(other, answering.get(i)))
            && picture.mesh().tie(link.from(), link.to()) != Mesh.Tie.JOINED
            && !picture.mesh().ambiguous(link)) {
          pairs.add(Subject.of(link));
        }
      }
    }
    return pairs;
  }

  private static boolean keeps(NodeView one, NodeView other) {
    return one.peering().value().flatMap(set -> other.peerId().map(set::contains)).orElse(false);
  }

  /** Some nodes keep a few others, some keep many; links are lost, lists and ids are missing. */
  private static Fleets loosened(Random random, int size) {
    Fleets fleet = unpeered(Fleets.healthy(size));
    for (int i = 0; i < size; i++) {
      String[] kept =
          random
              .ints(random.nextBoolean() ? 3 : size, 1, size + 1)
              .mapToObj(n -> "kubo-" + n)
              .toArray(String[]::new);
      fleet = fleet.peeredWith(name(random, size), kept);
    }
    for (int i = random.nextInt(2 * size); i > 0; i--) {
      String one = name(random, size);
      String other = name(random, size);
      fleet =
          switch (random.nextInt(8)) {
            case 0 -> fleet.down(one);
            case 1 -> fleet.isolated(one);
            case 2 -> fleet.without(one, Question.IDENTITY, Why.TIMED_OUT);
            case 3 -> fleet.without(one, Question.SWARM, Why.TIMED_OUT);
            case 4 -> fleet.without(one, Question.PEERING, Why.TIMED_OUT);
            case 5 -> one.equals(other) ? fleet : fleet.cloneOf(one, other);
            case 6 -> fleet.listsNot(one, other);
            default -> one.equals(other) ? fleet : fleet.disconnected(one, other);
          };
    }
    return fleet;
  }

  private static String name(Random random, int size) {
    return "kubo-" + (1 + random.nextInt(size));
  }

  private static Fleets unpeered(Fleets fleet) {
    Fleets changed = fleet;
    for (var id : fleet.picture().nodes().keySet()) {
      changed = changed.peeredWith(id.name());
    }
    return changed;
  }
}
