package org.kubosteward.health.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.Mesh.Tie;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * The answering nodes in more than one island. A node that does not say whom it lists makes no
 * island of its own, but may be the bridge between two: islands that hold such nodes may be one.
 */
final class FleetPartitioned implements Check {
  /** Evidence is for reading: a long list of islands, or of names in one, is cut here. */
  private static final int NAMED = 10;

  @Override
  public Stream<Observation> examine(Picture picture) {
    Mesh mesh = picture.mesh();
    BitSet answering = new BitSet();
    IntStream.range(0, mesh.size()).filter(mesh::answers).forEach(answering::set);
    if (answering.cardinality() < 2) {
      return Stream.empty();
    }
    if (answering.stream().filter(mesh::speaks).count() < 2) {
      return Stream.of(untold(mesh));
    }
    List<BitSet> islands =
        islands(mesh, answering).stream()
            .filter(island -> island.stream().anyMatch(mesh::speaks))
            .toList();
    if (islands.size() < 2) {
      return Stream.empty();
    }
    long mayBeOne = islands.stream().filter(i -> !i.stream().allMatch(mesh::speaks)).count();
    return Stream.of(
        islands.size() - Math.max(0, mayBeOne - 1) < 2 ? untold(mesh) : apart(mesh, islands));
  }

  private static Observation apart(Mesh mesh, List<BitSet> islands) {
    String names =
        islands.stream()
            .limit(NAMED)
            .map(island -> names(mesh, island))
            .collect(Collectors.joining(" | "));
    return Observation.of(
        Code.FLEET_PARTITIONED,
        Subject.fleet(),
        Level.CRIT,
        Evidence.of("count", islands.size()).and("islands", names));
  }

  private static Observation untold(Mesh mesh) {
    return Observation.untold(
        Code.FLEET_PARTITIONED,
        Subject.fleet(),
        mesh.answering().stream().flatMap(SiblingDisconnected::gaps));
  }

  /** The islands as sets of places, in the order of their first nodes; takes all out of them. */
  private static List<BitSet> islands(Mesh mesh, BitSet nodes) {
    List<BitSet> islands = new ArrayList<>();
    while (!nodes.isEmpty()) {
      islands.add(island(mesh, nodes.nextSetBit(0), nodes));
    }
    return islands;
  }

  /** All that is joined with {@code first}; takes it out of {@code left}. */
  private static BitSet island(Mesh mesh, int first, BitSet left) {
    BitSet island = new BitSet();
    Deque<Integer> shore = new ArrayDeque<>(List.of(first));
    left.clear(first);
    while (!shore.isEmpty()) {
      int known = shore.remove();
      island.set(known);
      for (int node = left.nextSetBit(0); node >= 0; node = left.nextSetBit(node + 1)) {
        if (joined(mesh, known, node)) {
          left.clear(node);
          shore.add(node);
        }
      }
    }
    return island;
  }

  private static boolean joined(Mesh mesh, int one, int other) {
    Tie tie = mesh.tie(one, other);
    return tie == Tie.JOINED || tie == Tie.DISPUTED;
  }

  private static String names(Mesh mesh, BitSet island) {
    String names =
        island.stream()
            .limit(NAMED)
            .mapToObj(place -> mesh.view(place).id().toString())
            .collect(Collectors.joining(", "));
    return island.cardinality() > NAMED ? names + ", ..." : names;
  }
}
