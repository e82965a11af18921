package org.kubosteward.fleet;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * How many roots each node keeps that no other node keeps: what is lost when it is lost.
 *
 * <p>A round, a scrape and a page ask for the same, and pins change rarely: the last answer is kept
 * and given again while it holds.
 */
public final class SoleRoots {
  private static volatile @Nullable Told last;

  private SoleRoots() {}

  /** What was told by whom, and what follows. */
  private record Told(List<NodeId> nodes, List<Roots> roots, SortedMap<NodeId, Long> sole) {
    /** Whether they are the very same: what was asked anew is compared again. */
    @SuppressWarnings("ReferenceEquality") // The same answer, not one like it: comparing is dear.
    boolean isOf(List<NodeId> others, List<Roots> theirs) {
      if (!nodes.equals(others)) {
        return false;
      }
      for (int n = 0; n < theirs.size(); n++) {
        if (roots.get(n) != theirs.get(n)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The count of each node that answers; nothing at all while one of them has not told which roots
   * it keeps, as any of them could be kept there.
   */
  public static SortedMap<NodeId, Long> of(FleetSnapshot picture) {
    List<NodeView> up = picture.views().filter(NodeView::up).toList();
    List<Roots> roots =
        up.stream()
            .flatMap(view -> view.pins().value().stream())
            .map(Pins::roots)
            .filter(Roots::told)
            .toList();
    if (roots.size() < up.size()) {
      return Collections.emptySortedMap();
    }
    List<NodeId> nodes = up.stream().map(NodeView::id).toList();
    Told known = last;
    if (known == null || !known.isOf(nodes, roots)) {
      known = new Told(nodes, roots, counted(nodes, roots));
      last = known;
    }
    return known.sole();
  }

  private static SortedMap<NodeId, Long> counted(List<NodeId> nodes, List<Roots> roots) {
    long[] all = roots.stream().flatMapToLong(Roots::fingerprints).sorted().toArray();
    SortedMap<NodeId, Long> sole = new TreeMap<>();
    for (int n = 0; n < nodes.size(); n++) {
      LongStream its = roots.get(n).fingerprints();
      sole.put(nodes.get(n), its.filter(root -> once(all, root)).count());
    }
    return Collections.unmodifiableSortedMap(sole);
  }

  private static boolean once(long[] sorted, long root) {
    int at = Arrays.binarySearch(sorted, root);
    boolean before = at > 0 && sorted[at - 1] == root;
    boolean after = at + 1 < sorted.length && sorted[at + 1] == root;
    return !before && !after;
  }
}
