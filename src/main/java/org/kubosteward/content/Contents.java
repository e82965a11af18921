package org.kubosteward.content;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * Every content that must exist and every copy that is known of: a table of rows, immutable. A
 * changed one ({@link #change}) shares with this one all that did not change.
 *
 * <p>A copy takes two words. Copies with more to tell (on their way, damaged, excess) are few and
 * are kept beside the words.
 */
public final class Contents {
  /** Contents, at the most. */
  public static final int MOST = 4_000_000;

  /** Nodes that may be known of, at the most: their number has 16 bits in a word. */
  public static final int NODES_MOST = 1 << 16;

  private static final Contents NONE =
      new Contents(Map.of(), new Desired[0], new long[0][], new BitSet(), List.of(), Map.of(), 0);

  final Map<Cid, Integer> rows;
  final Desired[] desired;
  final long[][] copies;
  final BitSet stored;
  final List<NodeId> nodes;
  final Map<Long, Copy> told;
  private final int size;

  Contents(
      Map<Cid, Integer> rows,
      Desired[] desired,
      long[][] copies,
      BitSet stored,
      List<NodeId> nodes,
      Map<Long, Copy> told,
      int size) {
    this.rows = rows;
    this.desired = desired;
    this.copies = copies;
    this.stored = stored;
    this.nodes = nodes;
    this.told = told;
    this.size = size;
  }

  /** Nothing must exist. */
  public static Contents none() {
    return NONE;
  }

  /** Changes to this, which itself stays as it is. */
  public ContentsChanges change() {
    return new ContentsChanges(this);
  }

  /** How many contents must exist. */
  public int size() {
    return size;
  }

  /** What is wanted of that content; empty when nobody wants it. */
  public Optional<Desired> desired(Cid cid) {
    return Optional.ofNullable(rows.get(cid)).map(row -> desired[row]);
  }

  /** Every copy of that content that is known of, by node. */
  public SortedMap<NodeId, Copy> copies(Cid cid) {
    Integer row = rows.get(cid);
    return row == null ? Collections.emptySortedMap() : copies(row);
  }

  /** The copy on that node; empty when none was ever known of. */
  public Optional<Copy> copy(Cid cid, NodeId node) {
    return Optional.ofNullable(copies(cid).get(node));
  }

  /** Whether a copy of it was ever held, so that it can be lost. */
  public boolean stored(Cid cid) {
    Integer row = rows.get(cid);
    return row != null && stored.get(row);
  }

  /** Every node that copies are known of on, in the order in which they came. */
  public List<NodeId> nodes() {
    return nodes;
  }

  SortedMap<NodeId, Copy> copies(int row) {
    SortedMap<NodeId, Copy> all = new TreeMap<>();
    for (int at = 0; at < copies[row].length; at += PackedCopy.WORDS) {
      all.put(nodes.get(PackedCopy.node(copies[row][at])), copy(row, at));
    }
    return all;
  }

  /** The copy whose words begin at {@code at} in that row. */
  Copy copy(int row, int at) {
    long[] words = copies[row];
    int node = PackedCopy.node(words[at]);
    return PackedCopy.unpacked(words[at], words[at + 1]).orElseGet(() -> told(row, node));
  }

  private Copy told(int row, int node) {
    Copy copy = told.get(PackedCopy.key(row, node));
    if (copy == null) {
      throw new IllegalStateException("a copy of " + desired[row].cid() + " has no more to tell");
    }
    return copy;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Contents that
        && size == that.size
        && rows.entrySet().stream().allMatch(entry -> sameIn(that, entry.getKey()));
  }

  private boolean sameIn(Contents that, Cid cid) {
    return desired(cid).equals(that.desired(cid))
        && stored(cid) == that.stored(cid)
        && copies(cid).equals(that.copies(cid));
  }

  @Override
  public int hashCode() {
    return Arrays.stream(desired).mapToInt(one -> one.cid().hashCode()).sum();
  }

  @Override
  public String toString() {
    return "%d contents, copies known of on %d nodes".formatted(size, nodes.size());
  }
}
