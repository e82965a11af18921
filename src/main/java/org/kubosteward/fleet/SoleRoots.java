package org.kubosteward.fleet;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** How many roots each node keeps that no other node keeps: what is lost when it is lost. */
public final class SoleRoots {
  /** Of more roots than this in all nobody is told: it would cost every scrape too much. */
  static final int MOST = 200_000;

  private SoleRoots() {}

  /**
   * The count of each node that answers; nothing at all while one of them has not told which roots
   * it keeps, as any of them could be kept there.
   */
  public static SortedMap<NodeId, Long> of(FleetSnapshot picture) {
    List<NodeView> up = picture.views().filter(NodeView::up).toList();
    List<Roots> told =
        up.stream()
            .flatMap(view -> view.pins().value().stream())
            .map(Pins::roots)
            .filter(Roots::told)
            .toList();
    SortedMap<NodeId, Long> sole = new TreeMap<>();
    if (told.size() < up.size() || told.stream().mapToInt(Roots::size).sum() > MOST) {
      return sole;
    }
    long[] all = told.stream().flatMapToLong(Roots::fingerprints).sorted().toArray();
    for (int n = 0; n < up.size(); n++) {
      LongStream roots = told.get(n).fingerprints();
      sole.put(up.get(n).id(), roots.filter(root -> once(all, root)).count());
    }
    return sole;
  }

  private static boolean once(long[] sorted, long root) {
    int at = Arrays.binarySearch(sorted, root);
    boolean before = at > 0 && sorted[at - 1] == root;
    boolean after = at + 1 < sorted.length && sorted[at + 1] == root;
    return !before && !after;
  }
}
