package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class NamesTest {
  @Test
  void nodesAreOrderedByNamespaceThenName() {
    NodeId a2 = new NodeId("a", "node-2");
    NodeId b1 = new NodeId("b", "node-1");

    assertThat(a2).isLessThan(b1);
    assertThat(new NodeId("a", "node-1")).isLessThan(a2);
    assertThat(a2).isEqualByComparingTo(new NodeId("a", "node-2"));
  }

  @Test
  void theSameNameInTwoNamespacesIsTwoNodes() {
    assertThat(new NodeId("a", "kubo-0")).isNotEqualTo(new NodeId("b", "kubo-0"));
    assertThat(new NodeId("a", "kubo-0")).isNotEqualByComparingTo(new NodeId("b", "kubo-0"));
  }

  @Test
  void aNodeWithoutANameIsAMistake() {
    assertThatIllegalArgumentException().isThrownBy(() -> new NodeId("ipfs", " "));
  }

  @Test
  void peopleReadTheNameAlone() {
    assertThat(new NodeId("ipfs", "kubo-0")).hasToString("kubo-0");
    assertThat(Fleets.link("kubo-1", "kubo-2")).hasToString("kubo-1>kubo-2");
  }

  @Test
  void aLinkAndItsReverseAreTwo() {
    Link link = Fleets.link("kubo-1", "kubo-2");

    assertThat(link.reversed()).isEqualTo(Fleets.link("kubo-2", "kubo-1"));
    assertThat(link.reversed()).isNotEqualTo(link);
    assertThat(link.reversed().reversed()).isEqualTo(link);
    assertThat(link).isLessThan(link.reversed());
    assertThat(link).isLessThan(Fleets.link("kubo-1", "kubo-3"));
  }

  @Test
  void aLinkNeedsTwoNodes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fleets.link("kubo-1", "kubo-1"))
        .withMessageContaining("kubo-1");
  }
}
