package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over all copies once and keeps, of each node, the few that come first: no more of it can be
 * begun. So neither the work nor the memory grows with what waits.
 */
final class DueProofs {
  private final Contents contents;
  private final Standings standings;
  private final long now;
  private final Set<ProofTask> without;
  private final long[] nodeKeys;
  private final List<List<Due>> byNode = new ArrayList<>();
  private final int[] places;

  DueProofs(Contents contents, Hosts hosts, Instant now, Set<ProofTask> without) {
    this.contents = contents;
    this.standings = new Standings(contents, hosts, now);
    this.now = now.toEpochMilli();
    this.without = without;
    nodeKeys = contents.nodes().stream().mapToLong(Rendezvous::key).toArray();
    places = new int[nodeKeys.length];
    contents.nodes().forEach(node -> byNode.add(new ArrayList<>()));
  }

  /**
   * A copy that is due.
   *
   * @param first whether it was never proven
   * @param urgency how near its loss its content is; the same of all that are not short
   */
  private record Due(
      ProofTask task, boolean first, int urgency, int priority, long at, long fingerprint) {
    static final Comparator<Due> IN_ORDER =
        Comparator.comparing(Due::first, Comparator.reverseOrder())
            .thenComparingInt(Due::urgency)
            .thenComparing(Due::priority, Comparator.reverseOrder())
            .thenComparingLong(Due::at)
            .thenComparingLong(Due::fingerprint)
            .thenComparing(due -> due.task().cid().toString())
            .thenComparing(due -> due.task().node());
  }

  /** That node may begin with so many. */
  void allow(int node, int count) {
    places[node] = Math.max(0, count);
  }

  /** The first of all that are due. */
  List<ProofTask> first(int most) {
    for (int row = 0; row < contents.size(); row++) {
      walk(row);
    }
    return byNode.stream()
        .flatMap(List::stream)
        .sorted(Due.IN_ORDER)
        .limit(most)
        .map(Due::task)
        .toList();
  }

  private void walk(int row) {
    long[] words = contents.copies[row];
    @Nullable Standing standing = null;
    for (int at = 0; at < words.length; at += PackedCopy.WORDS) {
      int node = PackedCopy.node(words[at]);
      CopyState state = PackedCopy.state(words[at]);
      if (places[node] > 0 && isDue(row, node, state, words[at + 1])) {
        standing = standing == null ? standings.of(row) : standing;
        keep(row, node, state == CopyState.HELD, words[at + 1], standing);
      }
    }
  }

  private boolean isDue(int row, int node, CopyState state, long at) {
    if (state == CopyState.HELD) {
      return true;
    }
    // Most proofs are young: only of the others is a hash computed.
    Desired desired = contents.desired[row];
    return state == CopyState.PROVEN
        && at + desired.policy().verifyInterval().toMillis() / 2 < now
        && ProofSchedule.dueAt(at, desired.policy(), Rendezvous.key(desired.cid()), nodeKeys[node])
            <= now;
  }

  private void keep(int row, int node, boolean first, long at, Standing standing) {
    Desired desired = contents.desired[row];
    Due due =
        new Due(
            new ProofTask(desired.cid(), contents.nodes().get(node)),
            first,
            standing.isShort() ? standing.urgency() : Integer.MAX_VALUE,
            desired.policy().priority(),
            at,
            desired.cid().pinFingerprint());
    List<Due> kept = byNode.get(node);
    boolean full = kept.size() == places[node];
    if (full && Due.IN_ORDER.compare(due, kept.get(kept.size() - 1)) >= 0) {
      return;
    }
    if (without.contains(due.task())) {
      return;
    }
    if (full) {
      kept.remove(kept.size() - 1);
    }
    int place = 0;
    while (place < kept.size() && Due.IN_ORDER.compare(kept.get(place), due) < 0) {
      place++;
    }
    kept.add(place, due);
  }
}
