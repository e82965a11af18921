package org.kubosteward.health;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Mesh.Tie;

/**
 * The answering nodes in more than one island. A node that does not say whom it lists makes no
 * island of its own, but may be the bridge between two: islands that hold such nodes may be one.
 */
final class FleetPartitioned implements Check {
  /** Evidence is for reading: a long list of islands, or of names in one, is cut here. */
  private static final int NAMED = 10;

  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    Mesh mesh = new Mesh(picture);
    List<NodeId> answering = mesh.answering().stream().map(NodeView::id).toList();
    if (answering.size() < 2) {
      return Stream.empty();
    }
    if (answering.stream().filter(mesh::speaks).count() < 2) {
      return Stream.of(untold(mesh));
    }
    List<Set<NodeId>> islands =
        islands(mesh, answering).stream()
            .filter(island -> island.stream().anyMatch(mesh::speaks))
            .toList();
    if (islands.size() < 2) {
      return Stream.empty();
    }
    long mayBeOne = islands.stream().filter(i -> !i.stream().allMatch(mesh::speaks)).count();
    return Stream.of(
        islands.size() - Math.max(0, mayBeOne - 1) < 2 ? untold(mesh) : apart(islands));
  }

  private static Observation apart(List<Set<NodeId>> islands) {
    String names =
        islands.stream()
            .limit(NAMED)
            .map(FleetPartitioned::names)
            .collect(Collectors.joining(" | "));
    return Observation.of(
        Code.FLEET_PARTITIONED,
        Subject.fleet(),
        Level.CRIT,
        Evidence.of("count", islands.size()).and("islands", names));
  }

  private static Observation untold(Mesh mesh) {
    return Observation.untold(
        Code.FLEET_PARTITIONED, Subject.fleet(), mesh.answering().stream().flatMap(Mesh::gaps));
  }

  private static List<Set<NodeId>> islands(Mesh mesh, List<NodeId> nodes) {
    Set<NodeId> left = new TreeSet<>(nodes);
    Stream.Builder<Set<NodeId>> islands = Stream.builder();
    for (NodeId node : nodes) {
      if (left.remove(node)) {
        islands.add(island(mesh, node, left));
      }
    }
    return islands.build().toList();
  }

  /** All that is joined with {@code first}; takes it out of {@code left}. */
  private static Set<NodeId> island(Mesh mesh, NodeId first, Set<NodeId> left) {
    Set<NodeId> island = new TreeSet<>(Set.of(first));
    Set<NodeId> shore = Set.of(first);
    while (!shore.isEmpty()) {
      Set<NodeId> from = shore;
      shore =
          left.stream()
              .filter(node -> from.stream().anyMatch(known -> joined(mesh, known, node)))
              .collect(Collectors.toCollection(TreeSet::new));
      island.addAll(shore);
      left.removeAll(shore);
    }
    return island;
  }

  private static boolean joined(Mesh mesh, NodeId one, NodeId other) {
    Tie tie = mesh.tie(one, other);
    return tie == Tie.JOINED || tie == Tie.DISPUTED;
  }

  private static String names(Set<NodeId> island) {
    String names =
        island.stream().limit(NAMED).map(NodeId::toString).collect(Collectors.joining(", "));
    return island.size() > NAMED ? names + ", ..." : names;
  }
}
