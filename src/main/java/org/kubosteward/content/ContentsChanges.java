package org.kubosteward.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * Changes to {@link Contents}, collected and then {@link #done}. What they do not touch is shared
 * with what they began from: a round that changes little costs little.
 */
public final class ContentsChanges {
  private static final int ROOM_LEAST = 16;
  private static final long[] NO_COPIES = new long[0];

  private Map<Cid, Integer> rows;
  private Map<Long, Copy> told;
  private boolean ownsRows;
  private boolean ownsTold;
  private Desired[] desired;
  private final BitSet stored;
  private long[][] copies;
  private final List<NodeId> nodes;
  private final Map<NodeId, Integer> numbers = new HashMap<>();
  private int size;

  ContentsChanges(Contents base) {
    rows = base.rows;
    told = base.told;
    desired = base.desired.clone();
    copies = base.copies.clone();
    stored = (BitSet) base.stored.clone();
    nodes = new ArrayList<>(base.nodes);
    for (int number = 0; number < nodes.size(); number++) {
      numbers.put(nodes.get(number), number);
    }
    size = base.size();
  }

  /**
   * This content must exist, and so; replaces what was wanted of it, and leaves its copies.
   *
   * @throws InvalidSpec when there are {@link Contents#MOST} already
   */
  public ContentsChanges want(Desired one) {
    Integer known = rows.get(one.cid());
    if (known != null) {
      desired[known] = one;
      return this;
    }
    if (size == Contents.MOST) {
      throw new InvalidSpec(
          "there are %d contents already; have another fleet keep the others"
              .formatted(Contents.MOST));
    }
    if (size == desired.length) {
      int room = Math.max(ROOM_LEAST, size + (size >> 1));
      desired = Arrays.copyOf(desired, room);
      copies = Arrays.copyOf(copies, room);
    }
    desired[size] = one;
    copies[size] = NO_COPIES;
    ownRows().put(one.cid(), size);
    size++;
    return this;
  }

  /** Nobody wants this content any more; what is known of its copies is forgotten. */
  public ContentsChanges unwant(Cid cid) {
    Integer row = rows.get(cid);
    if (row == null) {
      return this;
    }
    forgetTold(row);
    int last = size - 1;
    ownRows().remove(cid);
    if (row != last) {
      moveTold(last, row);
      desired[row] = desired[last];
      copies[row] = copies[last];
      stored.set(row, stored.get(last));
      rows.put(desired[row].cid(), row);
    }
    copies[last] = NO_COPIES;
    stored.clear(last);
    size = last;
    return this;
  }

  /**
   * What is known of the copy on that node. Of a content that nobody wants nothing is kept.
   *
   * @throws InvalidSpec when there are {@link Contents#NODES_MOST} nodes already
   */
  public ContentsChanges put(Cid cid, NodeId node, Copy copy) {
    Integer row = rows.get(cid);
    if (row != null) {
      put(row, number(node), copy);
    }
    return this;
  }

  private void put(int row, int node, Copy copy) {
    long[] words = copies[row];
    int at = place(words, node);
    words = Arrays.copyOf(words, Math.max(words.length, at + PackedCopy.WORDS));
    words[at] = PackedCopy.first(node, copy);
    words[at + 1] = PackedCopy.second(copy);
    copies[row] = words;
    long key = PackedCopy.key(row, node);
    if (!PackedCopy.fits(copy)) {
      ownTold().put(key, copy);
    } else if (told.containsKey(key)) {
      ownTold().remove(key);
    }
    if (copy instanceof Copy.Held || copy instanceof Copy.Proven || copy instanceof Copy.Excess) {
      stored.set(row);
    }
  }

  /** So many bytes are in all blocks of the content, as somebody has counted. */
  public ContentsChanges size(Cid cid, long bytes) {
    Integer row = rows.get(cid);
    if (row != null) {
      desired[row] = desired[row].sized(bytes);
    }
    return this;
  }

  /** A copy was held some time, though none is now: the content can be lost. */
  public ContentsChanges stored(Cid cid) {
    Integer row = rows.get(cid);
    if (row != null) {
      stored.set(row);
    }
    return this;
  }

  /** Nothing is known of a copy on that node, not even that it is absent. */
  public ContentsChanges forget(Cid cid, NodeId node) {
    Integer row = rows.get(cid);
    Integer number = numbers.get(node);
    if (row != null && number != null) {
      forget(row, number);
    }
    return this;
  }

  /** That node is no more, and none of its copies. */
  public ContentsChanges forget(NodeId node) {
    Integer number = numbers.get(node);
    if (number != null) {
      for (int row = 0; row < size; row++) {
        forget(row, number);
      }
    }
    return this;
  }

  private void forget(int row, int node) {
    long[] words = copies[row];
    int at = place(words, node);
    if (at == words.length) {
      return;
    }
    int end = words.length - PackedCopy.WORDS;
    long[] fewer = Arrays.copyOf(words, end);
    if (at < end) {
      fewer[at] = words[end];
      fewer[at + 1] = words[end + 1];
    }
    copies[row] = fewer.length == 0 ? NO_COPIES : fewer;
    if (told.containsKey(PackedCopy.key(row, node))) {
      ownTold().remove(PackedCopy.key(row, node));
    }
  }

  /** The changed contents; the changes may go on, and do not touch these. */
  public Contents done() {
    ownsRows = false;
    ownsTold = false;
    return new Contents(
        rows,
        Arrays.copyOf(desired, size),
        Arrays.copyOf(copies, size),
        (BitSet) stored.clone(),
        Collections.unmodifiableList(new ArrayList<>(nodes)),
        told,
        size);
  }

  /** Where the words of that node begin; their end when there are none. */
  private static int place(long[] words, int node) {
    int at = 0;
    while (at < words.length && PackedCopy.node(words[at]) != node) {
      at += PackedCopy.WORDS;
    }
    return at;
  }

  private int number(NodeId node) {
    Integer known = numbers.get(node);
    if (known != null) {
      return known;
    }
    if (nodes.size() == Contents.NODES_MOST) {
      throw new InvalidSpec(
          "copies are known of on %d nodes already; have another fleet keep the others"
              .formatted(Contents.NODES_MOST));
    }
    nodes.add(node);
    numbers.put(node, nodes.size() - 1);
    return nodes.size() - 1;
  }

  private void forgetTold(int row) {
    for (int at = 0; at < copies[row].length; at += PackedCopy.WORDS) {
      long key = PackedCopy.key(row, PackedCopy.node(copies[row][at]));
      if (told.containsKey(key)) {
        ownTold().remove(key);
      }
    }
  }

  private void moveTold(int from, int to) {
    for (int at = 0; at < copies[from].length; at += PackedCopy.WORDS) {
      int node = PackedCopy.node(copies[from][at]);
      Copy copy = told.get(PackedCopy.key(from, node));
      if (copy != null) {
        ownTold().remove(PackedCopy.key(from, node));
        told.put(PackedCopy.key(to, node), copy);
      }
    }
  }

  private Map<Cid, Integer> ownRows() {
    if (!ownsRows) {
      rows = new HashMap<>(rows);
      ownsRows = true;
    }
    return rows;
  }

  private Map<Long, Copy> ownTold() {
    if (!ownsTold) {
      told = new HashMap<>(told);
      ownsTold = true;
    }
    return told;
  }
}
