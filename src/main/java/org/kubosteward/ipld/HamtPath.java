package org.kubosteward.ipld;

import java.util.List;

/** The way of a name through the shards of a directory: its hash, a few bits a shard. */
final class HamtPath implements Comparable<HamtPath> {
  /** The number of the one hash that is used, in the multicodec table. */
  static final int MURMUR3_X64_64 = 0x22;

  private final long hash;
  private final int bits;

  HamtPath(String name, int fanout) {
    this.hash = Murmur3.x64Of(Utf8.bytes(name));
    this.bits = Integer.numberOfTrailingZeros(fanout);
  }

  /** How many shards may be above one another until the hash is used up. */
  int depth() {
    return Long.SIZE / bits;
  }

  /** The same of every name in shards of that many slots. */
  static int depth(int fanout) {
    return Long.SIZE / Integer.numberOfTrailingZeros(fanout);
  }

  /** Whether these slots, from the root down, are on its way. */
  boolean leads(List<Integer> slots) {
    for (int above = 0; above < slots.size(); above++) {
      if (slots.get(above) != slot(above)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The slot in the shard that has {@code above} shards above it. The highest bits of the hash come
   * first.
   */
  int slot(int above) {
    return (int) (hash << (above * bits) >>> (Long.SIZE - bits));
  }

  @Override
  public int compareTo(HamtPath other) {
    return Long.compareUnsigned(hash, other.hash);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HamtPath path && hash == path.hash && bits == path.bits;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }
}
