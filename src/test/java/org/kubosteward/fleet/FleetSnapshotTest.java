package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FleetSnapshotTest {
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final NodeId TWO = Fleets.id("kubo-2");

  @Test
  void findsANodeByItsNameAndNothingElse() {
    FleetSnapshot picture = Fleets.threeHealthy().picture();

    assertThat(picture.node(ONE)).map(NodeView::id).contains(ONE);
    assertThat(picture.node(new NodeId("elsewhere", "kubo-1"))).isEmpty();
  }

  @Test
  void showsTheNodesInOrder() {
    assertThat(Fleets.healthy(12).picture().views().map(view -> view.id().name()))
        .startsWith("kubo-1", "kubo-10", "kubo-11", "kubo-12", "kubo-2");
  }

  @Test
  void knowsTheSiblingsByPeerIdAsFarAsTheyAreKnown() {
    FleetSnapshot picture =
        Fleets.threeHealthy().without("kubo-2", Question.IDENTITY, Why.TIMED_OUT).picture();

    assertThat(picture.siblings().byPeerId())
        .containsOnlyKeys(Fleets.peerId("kubo-1"), Fleets.peerId("kubo-3"))
        .containsEntry(Fleets.peerId("kubo-1"), ONE);
  }

  @Test
  void eachSideSaysForItselfWhomItLists() {
    FleetSnapshot picture = Fleets.threeHealthy().listsNot("kubo-1", "kubo-2").picture();

    assertThat(picture.connected(ONE, TWO)).contains(false);
    assertThat(picture.connected(TWO, ONE)).contains(true);
  }

  @Test
  void doesNotGuessWhomANodeListsThatDoesNotSay() {
    FleetSnapshot mute =
        Fleets.threeHealthy().without("kubo-1", Question.SWARM, Why.TIMED_OUT).picture();
    FleetSnapshot nameless =
        Fleets.threeHealthy().without("kubo-2", Question.IDENTITY, Why.TIMED_OUT).picture();

    assertThat(mute.connected(ONE, TWO)).isEmpty();
    assertThat(mute.connected(TWO, ONE)).contains(true);
    assertThat(nameless.connected(ONE, TWO)).isEmpty();
    assertThat(mute.connected(ONE, Fleets.id("kubo-9"))).isEmpty();
  }

  @Test
  void cannotBeChangedFromOutside() {
    FleetSnapshot picture = Fleets.threeHealthy().picture();
    Map<NodeId, NodeView> nodes = new TreeMap<>(picture.nodes());
    FleetSnapshot copy =
        new FleetSnapshot(
            1,
            picture.takenAt(),
            new TreeMap<>(nodes),
            picture.links(),
            picture.collections(),
            picture.observer());
    nodes.clear();

    assertThat(copy).isEqualTo(picture);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> copy.nodes().remove(ONE));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> copy.links().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> copy.collections().clear());
  }
}
