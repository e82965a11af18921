package org.kubosteward.ipld;

/**
 * What one CAR may have. Its bytes are counted as they arrive, and nothing is allocated for what it
 * only claims beyond them.
 *
 * @param headerBytes of its head, in which the roots stand
 * @param blocks in it
 * @param bytes of all of it
 */
public record CarBounds(int headerBytes, long blocks, long bytes) {
  /** More than a thousand roots, and a terabyte. */
  public static final CarBounds SHIPPED = new CarBounds(64 << 10, 10_000_000, 1L << 40);
}
