package org.kubosteward.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.fleet.SoleRoots;

/** The families that carry a namespace and a node, over one picture. */
final class NodeFamilies {
  static final List<NodeFamily> ALL =
      Stream.of(NodeLife.FAMILIES, NodeNetwork.FAMILIES, NodeContent.FAMILIES, NodePods.FAMILIES)
          .flatMap(List::stream)
          .toList();

  private NodeFamilies() {}

  static Stream<Family> of(FleetSnapshot picture) {
    Map<NodeId, NodeFacts.Links> links = links(picture);
    Map<NodeId, Long> soleRoots = SoleRoots.of(picture);
    List<NodeFacts> nodes =
        picture
            .views()
            .map(
                view ->
                    new NodeFacts(
                        view,
                        List.of(view.id().namespace(), view.id().name()),
                        picture,
                        links.getOrDefault(view.id(), NodeFacts.Links.NONE),
                        Optional.ofNullable(soleRoots.get(view.id()))))
            .toList();
    return ALL.stream().map(family -> family.over(nodes));
  }

  private static Map<NodeId, NodeFacts.Links> links(FleetSnapshot picture) {
    Map<NodeId, NodeFacts.Links> byAsker = new HashMap<>();
    picture
        .links()
        .forEach(
            (link, proof) -> {
              if (proof.outcome() != Outcome.NOT_TRIED
                  && proof.outcome() != Outcome.NOT_ALLOWED
                  && picture.nodes().containsKey(link.from())) {
                boolean exchanges = proof.outcome() == Outcome.EXCHANGED;
                byAsker.merge(
                    link.to(),
                    NodeFacts.Links.NONE.plus(exchanges),
                    (had, one) -> had.plus(exchanges));
              }
            });
    return byAsker;
  }
}
