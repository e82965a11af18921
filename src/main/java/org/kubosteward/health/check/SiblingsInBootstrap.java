package org.kubosteward.health.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * Siblings in a node's Bootstrap list. It dials them while it boots, and bitswap never sees links
 * made that early.
 */
final class SiblingsInBootstrap implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    Map<String, NodeId> siblings = picture.mesh().siblings().byPeerId();
    return Answering.judge(
        picture,
        Code.SIBLINGS_IN_BOOTSTRAP,
        NodeView::bootstrap,
        (view, bootstrap) -> verdict(view, bootstrap, siblings));
  }

  private static Optional<Observation> verdict(
      NodeView view, Set<String> bootstrap, Map<String, NodeId> siblings) {
    String named =
        bootstrap.stream()
            .flatMap(peer -> Optional.ofNullable(siblings.get(peer)).stream())
            .filter(sibling -> !sibling.equals(view.id()))
            .sorted()
            .map(NodeId::toString)
            .collect(Collectors.joining(", "));
    return named.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Observation.of(
                Code.SIBLINGS_IN_BOOTSTRAP,
                Subject.of(view.id()),
                Level.WARN,
                Evidence.of("siblings", named)
                    .and("fix", "empty Bootstrap and name the siblings in Peering.Peers")));
  }
}
