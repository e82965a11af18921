package org.kubosteward.ipld;

/**
 * What one walk through a DAG may take. A few small blocks can describe petabytes, so that the size
 * of what arrives bounds nothing.
 *
 * @param depth blocks above one another
 * @param blocks that are read
 * @param bytes of a file that are given out
 * @param entries of a directory that are given out
 * @param waiting links that are known and not yet followed
 */
public record WalkBounds(int depth, long blocks, long bytes, long entries, int waiting) {
  /** More than the largest model has, and what a small process can hold. */
  public static final WalkBounds SHIPPED =
      new WalkBounds(64, 10_000_000, 1L << 43, 10_000_000, 1 << 18);
}
