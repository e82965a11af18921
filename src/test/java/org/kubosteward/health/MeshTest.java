package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Mesh.Tie;

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
    Mesh mesh = new Mesh(odd.picture());
    for (NodeView one : odd.picture().nodes().values()) {
      for (NodeView other : odd.picture().nodes().values()) {
        assertThat(mesh.tie(one.id(), other.id())).isEqualTo(mesh.tie(other.id(), one.id()));
      }
    }
  }

  @Test
  void whatANodeThatDoesNotAnswerOnceListedDoesNotCount() {
    Fleets half = HEALTHY.without("kubo-1", Question.VERSION, Why.TIMED_OUT);
    Mesh mesh = new Mesh(half.picture());

    assertThat(mesh.answering()).extracting(NodeView::id).doesNotContain(ONE);
    assertThat(mesh.lists(ONE, TWO)).isEmpty();
    assertThat(mesh.lists(TWO, ONE)).contains(true);
    assertThat(mesh.speaks(ONE)).isFalse();
  }

  @Test
  void agreesWithThePicture() {
    Fleets odd = HEALTHY.listsNot("kubo-1", "kubo-2").down("kubo-3");
    Mesh mesh = new Mesh(odd.picture());

    assertThat(mesh.lists(ONE, TWO)).isEqualTo(odd.picture().connected(ONE, TWO));
    assertThat(mesh.lists(TWO, ONE)).isEqualTo(odd.picture().connected(TWO, ONE));
    assertThat(mesh.lists(TWO, Fleets.id("kubo-3")))
        .isEqualTo(odd.picture().connected(TWO, Fleets.id("kubo-3")));
  }

  private static Tie tie(Fleets fleet) {
    return new Mesh(fleet.picture()).tie(ONE, TWO);
  }
}
