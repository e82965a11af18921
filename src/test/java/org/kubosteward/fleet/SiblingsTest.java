package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiblingsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T03:00:00Z");

  private final NodeDraft one = new NodeDraft(new NodeId("", "kubo-1"), 1, NOW);
  private final NodeDraft two = new NodeDraft(new NodeId("", "kubo-2"), 2, NOW);

  @Test
  void strangersAndTheNodeItselfAreNoSiblingsThatItLists() {
    one.lists.addAll(List.of(Fleets.peerId("kubo-1"), Fleets.peerId("kubo-2")));
    one.strangers = 5;

    assertThat(Siblings.among(List.of(one.view(), two.view())).listedBy(one.view())).contains(1);
  }

  @Test
  void howManyANodeListsIsUnknownWhileItDoesNotTellItsPeers() {
    NodeView silent = NodeView.unknown(one.id, Why.REFUSED, "refused", NOW);

    assertThat(Siblings.among(List.of(silent, two.view())).listedBy(silent)).isEmpty();
  }

  @Test
  void aNodeOfAThousandThatListsAllOthersListsThemAll() {
    List<NodeView> views =
        IntStream.range(0, 1000)
            .mapToObj(n -> new NodeDraft(new NodeId("", "n" + n), 1, NOW))
            .map(NodeDraft::view)
            .toList();
    views.forEach(view -> one.lists.add(view.peerId().orElseThrow()));

    assertThat(Siblings.among(views).listedBy(one.view())).contains(1000);
  }
}
