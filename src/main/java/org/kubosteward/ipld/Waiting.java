package org.kubosteward.ipld;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/** The links that a walk still follows, the next one on top, within its bounds. */
final class Waiting<T> {
  private final Deque<T> links = new ArrayDeque<>();
  private final WalkBounds bounds;
  private final Function<T, Cid> cid;
  private long blocks;

  Waiting(WalkBounds bounds, Function<T, Cid> cid) {
    this.bounds = bounds;
    this.cid = cid;
  }

  /** These are followed before all others, the last one of them first. */
  void push(T link) {
    if (links.size() == bounds.waiting()) {
      throw new LimitExceeded("more than %d links wait to be followed".formatted(bounds.waiting()));
    }
    links.push(link);
  }

  boolean isEmpty() {
    return links.isEmpty();
  }

  /** The next block that is needed. */
  Cid next() {
    return cid.apply(links.getFirst());
  }

  List<Cid> ahead(int most) {
    return links.stream().limit(most).map(cid).toList();
  }

  /** The link that this block was asked for by. */
  T pop(Block block) {
    if (links.isEmpty() || !next().equals(block.cid())) {
      throw new IllegalArgumentException(
          "Block %s is not the one that was asked for".formatted(block.cid()));
    }
    blocks++;
    if (blocks > bounds.blocks()) {
      throw new LimitExceeded("more than %d blocks are to be read".formatted(bounds.blocks()));
    }
    return links.pop();
  }

  /** The next link is not followed. */
  void drop() {
    links.removeFirst();
  }

  /** Refuses a block that has more above it than are allowed. */
  void checkDepth(int depth, Cid below) {
    if (depth > bounds.depth()) {
      throw new LimitExceeded(
          "block %s is more than %d blocks deep".formatted(below, bounds.depth()));
    }
  }
}
