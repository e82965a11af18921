package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Mesh.Tie;

class MeshTest {
  private static final Fleets HEALTHY = Fleets.threeHealthy();
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final NodeId TWO = Fleets.id("kubo-2");

  @Test
  void twoThatListEachOtherAreJoined() {
    assertThat(tie(HEALTHY)).isEqualTo(Tie.JOINED);
  }

  @Test
  void oneListIsEnoughWhereTheOtherIsMissing() {
    assertThat(tie(HEALTHY.without("kubo-1", Question.SWARM, Why.CUT))).isEqualTo(Tie.JOINED);
  }

  @Test
  void aListThatTheOtherDeniesIsDisputed() {
    assertThat(tie(HEALTHY.listsNot("kubo-1", "kubo-2"))).isEqualTo(Tie.DISPUTED);
    assertThat(tie(HEALTHY.listsNot("kubo-2", "kubo-1"))).isEqualTo(Tie.DISPUTED);
  }

  @Test
  void twoThatDoNotListEachOtherAreApart() {
    assertThat(tie(HEALTHY.disconnected("kubo-1", "kubo-2"))).isEqualTo(Tie.APART);
  }

  @Test
  void oneDenialAloneProvesNothing() {
    Fleets apart = HEALTHY.disconnected("kubo-1", "kubo-2");

    assertThat(tie(apart.without("kubo-1", Question.SWARM, Why.CUT))).isEqualTo(Tie.UNKNOWN);
    assertThat(tie(apart.without("kubo-2", Question.IDENTITY, Why.CUT))).isEqualTo(Tie.UNKNOWN);
    assertThat(
            tie(
                HEALTHY
                    .without("kubo-1", Question.SWARM, Why.CUT)
                    .without("kubo-2", Question.SWARM, Why.CUT)))
        .isEqualTo(Tie.UNKNOWN);
  }

  @Test
  void isTheSameFromBothEnds() {
    Fleets odd = HEALTHY.listsNot("kubo-1", "kubo-2").without("kubo-3", Question.SWARM, Why.CUT);
    Mesh mesh = odd.picture().mesh();
    for (NodeView one : odd.picture().nodes().values()) {
      for (NodeView other : odd.picture().nodes().values()) {
        assertThat(mesh.tie(one.id(), other.id())).isEqualTo(mesh.tie(other.id(), one.id()));
      }
    }
  }

  @Test
  void whatANodeThatDoesNotAnswerOnceListedDoesNotCount() {
    Fleets half = HEALTHY.without("kubo-1", Question.VERSION, Why.TIMED_OUT);
    Mesh mesh = half.picture().mesh();

    assertThat(mesh.answering()).extracting(NodeView::id).doesNotContain(ONE);
    assertThat(mesh.lists(ONE, TWO)).isEmpty();
    assertThat(mesh.lists(TWO, ONE)).contains(true);
    assertThat(mesh.speaks(mesh.place(ONE))).isFalse();
  }

  @Test
  void agreesWithThePicture() {
    Fleets odd = HEALTHY.listsNot("kubo-1", "kubo-2").down("kubo-3");
    Mesh mesh = odd.picture().mesh();

    assertThat(mesh.lists(ONE, TWO)).isEqualTo(odd.picture().connected(ONE, TWO));
    assertThat(mesh.lists(TWO, ONE)).isEqualTo(odd.picture().connected(TWO, ONE));
    assertThat(mesh.lists(TWO, Fleets.id("kubo-3")))
        .isEqualTo(odd.picture().connected(TWO, Fleets.id("kubo-3")));
  }

  @Test
  void givesEachNodeItsPlaceInThePicturesOrder() {
    Mesh mesh = Fleets.healthy(12).picture().mesh();

    assertThat(mesh.size()).isEqualTo(12);
    assertThat(mesh.place(ONE)).isZero();
    assertThat(mesh.view(mesh.place(TWO)).id()).isEqualTo(TWO);
    assertThat(mesh.node(TWO)).map(NodeView::id).contains(TWO);
  }

  @Test
  void knowsNothingOfANodeThatThePictureDoesNotHave() {
    Mesh mesh = HEALTHY.picture().mesh();
    NodeId gone = Fleets.id("kubo-9");

    assertThat(mesh.place(gone)).isEqualTo(Mesh.NOWHERE);
    assertThat(mesh.node(gone)).isEmpty();
    assertThat(mesh.up(Mesh.NOWHERE)).isFalse();
    assertThat(mesh.answers(Mesh.NOWHERE)).isFalse();
    assertThat(mesh.lists(ONE, gone)).isEmpty();
    assertThat(mesh.tie(ONE, gone)).isEqualTo(Tie.UNKNOWN);
    assertThat(mesh.connected(gone, ONE)).isEmpty();
  }

  @Test
  void aNodeInOfflineModeAnswersAndIsNotOnTheNetwork() {
    Mesh mesh = HEALTHY.without("kubo-1", Question.SWARM, Why.OFFLINE).picture().mesh();

    assertThat(mesh.up(mesh.place(ONE))).isTrue();
    assertThat(mesh.answers(mesh.place(ONE))).isFalse();
    assertThat(mesh.answering()).extracting(NodeView::id).doesNotContain(ONE);
  }

  @Test
  void aSharedPeerIdNamesNeitherOfItsBearers() {
    Mesh mesh = Fleets.healthy(4).cloneOf("kubo-2", "kubo-1").picture().mesh();

    assertThat(mesh.ambiguous(Fleets.link("kubo-2", "kubo-3"))).isTrue();
    assertThat(mesh.ambiguous(Fleets.link("kubo-4", "kubo-3"))).isFalse();
    assertThat(mesh.lists(Fleets.id("kubo-3"), TWO)).isEmpty();
    assertThat(mesh.connected(Fleets.id("kubo-3"), TWO)).contains(true);
    assertThat(mesh.speaks(mesh.place(TWO))).isFalse();
  }

  @Test
  void locatesTheEndsOfEveryCanary() {
    FleetSnapshot picture = HEALTHY.neverTried("kubo-1", "kubo-2").picture();

    assertThat(picture.mesh().proofs())
        .hasSize(5)
        .allSatisfy(tried -> assertThat(tried.proof()).isEqualTo(picture.links().get(tried.link())))
        .allSatisfy(
            tried -> assertThat(tried.from()).isEqualTo(picture.mesh().place(tried.link().from())))
        .allSatisfy(
            tried -> assertThat(tried.to()).isEqualTo(picture.mesh().place(tried.link().to())));
    assertThat(picture.mesh().proofs()).extracting(LinkProof::link).isSorted();
  }

  @Test
  void saysOfEveryPairOfManyFleetsWhatTheirListsSay() {
    for (int seed = 0; seed < 40; seed++) {
      Random random = new Random(seed);
      FleetSnapshot picture = troubled(random, 2 + random.nextInt(90)).picture();
      for (NodeView seer : picture.nodes().values()) {
        for (NodeView seen : picture.nodes().values()) {
          assertThat(picture.mesh().lists(seer.id(), seen.id()))
              .as("seed %d: %s lists %s", seed, seer.id(), seen.id())
              .isEqualTo(said(picture, seer, seen));
          assertThat(picture.connected(seer.id(), seen.id()))
              .isEqualTo(seer.swarm().value().flatMap(swarm -> seen.peerId().map(swarm::lists)));
        }
      }
    }
  }

  @Test
  void isMadeOnceForAPictureAndForThatPictureBesideItsIdentities() {
    FleetSnapshot picture = HEALTHY.picture();

    assertThat(picture.mesh()).isSameAs(picture.mesh());
    assertThat(picture.beside(Identities.NONE.seen(picture)).mesh()).isSameAs(picture.mesh());
  }

  /** By the lists themselves, pair by pair. */
  private static Optional<Boolean> said(FleetSnapshot picture, NodeView seer, NodeView seen) {
    boolean shared =
        picture
                .views()
                .filter(view -> view.peerId().isPresent() && view.peerId().equals(seen.peerId()))
                .count()
            > 1;
    return !seer.up() || seer.offline() || shared
        ? Optional.empty()
        : seer.swarm().value().flatMap(swarm -> seen.peerId().map(swarm::lists));
  }

  private static Fleets troubled(Random random, int size) {
    Fleets fleet = Fleets.healthy(size);
    for (int trouble = random.nextInt(size); trouble > 0; trouble--) {
      String one = "kubo-" + (1 + random.nextInt(size));
      String other = "kubo-" + (1 + random.nextInt(size));
      fleet =
          switch (random.nextInt(8)) {
            case 0 -> fleet.down(one);
            case 1 -> fleet.without(one, Question.SWARM, Why.TIMED_OUT);
            case 2 -> fleet.without(one, Question.IDENTITY, Why.TIMED_OUT);
            case 3 -> fleet.without(one, Question.SWARM, Why.OFFLINE);
            case 4 -> one.equals(other) ? fleet : fleet.bearing(one, Fleets.peerId(other));
            case 5 -> fleet.isolated(one);
            case 6 -> fleet.withStrangers(one, random.nextInt(300));
            default -> fleet.listsNot(one, other);
          };
    }
    return fleet;
  }

  private static Tie tie(Fleets fleet) {
    return fleet.picture().mesh().tie(ONE, TWO);
  }
}
