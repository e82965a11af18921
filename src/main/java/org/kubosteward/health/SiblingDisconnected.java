package org.kubosteward.health;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeView;

/**
 * Two nodes of the fleet that answer and are not connected; about the pair, smaller name first.
 *
 * <p>In a small fleet every pair belongs together. In a larger one only those pairs do of which one
 * keeps the other in its peering set: nobody holds thousands of links, and nobody reads as many
 * findings.
 */
final class SiblingDisconnected implements Check {
  /** A fleet of more nodes than this is not expected to be a full mesh: 120 pairs. */
  static final int FULL_MESH_MOST = 16;

  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    Mesh mesh = new Mesh(picture);
    List<NodeView> nodes = mesh.answering();
    boolean everyPair = picture.nodes().size() <= FULL_MESH_MOST;
    return IntStream.range(0, nodes.size())
        .boxed()
        .flatMap(
            i ->
                nodes.subList(i + 1, nodes.size()).stream()
                    .filter(other -> everyPair || peered(nodes.get(i), other))
                    .flatMap(other -> pair(mesh, nodes.get(i), other).stream()));
  }

  private static boolean peered(NodeView one, NodeView other) {
    return keeps(one, other) || keeps(other, one);
  }

  private static boolean keeps(NodeView one, NodeView other) {
    return one.peering().value().flatMap(set -> other.peerId().map(set::contains)).orElse(false);
  }

  private static Optional<Observation> pair(Mesh mesh, NodeView one, NodeView other) {
    Link link = new Link(one.id(), other.id());
    if (mesh.ambiguous(link)) {
      return Optional.empty();
    }
    Subject pair = Subject.of(link);
    return switch (mesh.tie(one.id(), other.id())) {
      case JOINED -> Optional.empty();
      case DISPUTED ->
          Optional.of(
              Observation.lingering(
                  Code.SIBLING_DISCONNECTED,
                  pair,
                  Level.WARN,
                  Evidence.of("listed_by", "one of the two")));
      case APART ->
          Optional.of(
              Observation.of(
                  Code.SIBLING_DISCONNECTED,
                  pair,
                  Level.WARN,
                  Evidence.of("listed_by", "neither")));
      case UNKNOWN ->
          Optional.of(
              Observation.untold(
                  Code.SIBLING_DISCONNECTED,
                  pair,
                  Stream.concat(Mesh.gaps(one), Mesh.gaps(other))));
    };
  }
}
