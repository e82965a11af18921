package org.kubosteward.metrics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.LinkProof;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;

/** The families that carry a namespace and a node, over one picture. */
final class NodeFamilies {
  static final List<NodeFamily> ALL =
      Stream.of(NodeLife.FAMILIES, NodeNetwork.FAMILIES, NodeContent.FAMILIES, NodePods.FAMILIES)
          .flatMap(List::stream)
          .toList();

  private NodeFamilies() {}

  static Stream<Family> of(FleetSnapshot picture) {
    Mesh mesh = picture.mesh();
    List<NodeFacts.Links> links = links(mesh);
    Map<NodeId, Long> soleRoots = picture.soleRoots();
    List<NodeFacts> nodes =
        IntStream.range(0, mesh.size())
            .mapToObj(place -> facts(picture, mesh.view(place), links.get(place), soleRoots))
            .toList();
    return ALL.stream().map(family -> family.over(nodes));
  }

  private static NodeFacts facts(
      FleetSnapshot picture, NodeView view, NodeFacts.Links links, Map<NodeId, Long> soleRoots) {
    return new NodeFacts(
        view,
        List.of(view.id().namespace(), view.id().name()),
        picture,
        links,
        Optional.ofNullable(soleRoots.get(view.id())));
  }

  /** By the place of the node that asks; from nodes that left the fleet nothing counts. */
  private static List<NodeFacts.Links> links(Mesh mesh) {
    int[] exchanging = new int[mesh.size()];
    int[] blind = new int[mesh.size()];
    for (LinkProof tried : mesh.proofs()) {
      if (tried.from() != Mesh.NOWHERE && tried.to() != Mesh.NOWHERE) {
        switch (tried.proof().outcome()) {
          case EXCHANGED -> exchanging[tried.to()]++;
          case NOT_EXCHANGED -> blind[tried.to()]++;
          case NOT_TRIED, NOT_ALLOWED -> {}
        }
      }
    }
    return IntStream.range(0, mesh.size())
        .mapToObj(place -> new NodeFacts.Links(exchanging[place], blind[place]))
        .toList();
  }
}
