package org.kubosteward.health.check;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.Mesh.Tie;
import org.kubosteward.fleet.Missing;
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
  public Stream<Observation> examine(Picture picture) {
    Mesh mesh = picture.mesh();
    BitSet[] loose = loose(mesh);
    BitSet[] pairs = mesh.size() <= FULL_MESH_MOST ? loose : peered(mesh, loose);
    return IntStream.range(0, pairs.length)
        .boxed()
        .flatMap(
            one ->
                pairs[one].stream()
                    .filter(other -> other > one)
                    .boxed()
                    .flatMap(other -> pair(mesh, one, other).stream()));
  }

  /** Of each place those that it is not joined with, where both answer. */
  private static BitSet[] loose(Mesh mesh) {
    BitSet[] loose = rows(mesh.size());
    for (int one = 0; one < loose.length; one++) {
      for (int other = one + 1; mesh.answers(one) && other < loose.length; other++) {
        if (mesh.answers(other) && mesh.tie(one, other) != Tie.JOINED) {
          loose[one].set(other);
          loose[other].set(one);
        }
      }
    }
    return loose;
  }

  /** Those pairs of which one keeps the other in its peering set. */
  private static BitSet[] peered(Mesh mesh, BitSet[] loose) {
    BitSet[] peered = rows(mesh.size());
    for (int one = 0; one < loose.length; one++) {
      if (!loose[one].isEmpty()) {
        int keeper = one;
        Set<String> kept = mesh.view(one).peering().value().orElse(Set.of());
        kept(mesh, kept, loose[one])
            .forEach(other -> peered[Math.min(keeper, other)].set(Math.max(keeper, other)));
      }
    }
    return peered;
  }

  /** Which of these places bear a peer id that is kept: looked for from the shorter side. */
  private static IntStream kept(Mesh mesh, Set<String> kept, BitSet places) {
    if (kept.size() > places.cardinality()) {
      return places.stream()
          .filter(place -> mesh.view(place).peerId().filter(kept::contains).isPresent());
    }
    Map<String, NodeId> siblings = mesh.siblings().byPeerId();
    return kept.stream()
        .flatMap(peer -> Optional.ofNullable(siblings.get(peer)).stream())
        .mapToInt(mesh::place)
        .filter(place -> place != Mesh.NOWHERE && places.get(place));
  }

  private static BitSet[] rows(int size) {
    return IntStream.range(0, size).mapToObj(row -> new BitSet()).toArray(BitSet[]::new);
  }

  private static Optional<Observation> pair(Mesh mesh, int smaller, int larger) {
    NodeView one = mesh.view(smaller);
    NodeView other = mesh.view(larger);
    Link link = new Link(one.id(), other.id());
    if (mesh.ambiguous(link)) {
      return Optional.empty();
    }
    Subject pair = Subject.of(link);
    return switch (mesh.tie(smaller, larger)) {
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
                  Code.SIBLING_DISCONNECTED, pair, Stream.concat(gaps(one), gaps(other))));
    };
  }

  /** The facts about a node that would tell of its links and are missing. */
  static Stream<Missing<?>> gaps(NodeView view) {
    return Stream.<Optional<? extends Missing<?>>>of(
            view.swarm().missing(), view.identity().missing())
        .flatMap(Optional::stream);
  }
}
