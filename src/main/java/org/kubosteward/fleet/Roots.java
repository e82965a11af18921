package org.kubosteward.fleet;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.stream.LongStream;

/**
 * The roots that a node pins recursively, as 64-bit fingerprints of their multihashes: enough to
 * tell whether another node keeps them too, at a tenth of the memory that their CIDs take. How many
 * are held in a picture is bounded by whoever makes it.
 */
public final class Roots {
  private static final Roots UNTOLD = new Roots(false, new long[0]);

  private final boolean told;
  private final long[] fingerprints;

  private Roots(boolean told, long[] sorted) {
    this.told = told;
    this.fingerprints = sorted;
  }

  /** Nobody knows which. */
  public static Roots untold() {
    return UNTOLD;
  }

  /** These. */
  public static Roots of(long... fingerprints) {
    return new Roots(true, Arrays.stream(fingerprints).sorted().distinct().toArray());
  }

  /** Whether they are known one by one. */
  public boolean told() {
    return told;
  }

  /** How many are known. */
  public int size() {
    return fingerprints.length;
  }

  /** How many of these none of the others keep, as far as those are told. */
  public long keptByNoneOf(Collection<Roots> others) {
    BitSet kept = new BitSet(fingerprints.length);
    for (Roots other : others) {
      markKept(other.fingerprints, kept);
    }
    return fingerprints.length - (long) kept.cardinality();
  }

  /** Both are in order, so that one walk through both finds what is in both. */
  private void markKept(long[] others, BitSet kept) {
    for (int mine = 0, other = 0; mine < fingerprints.length && other < others.length; ) {
      int order = Long.compare(fingerprints[mine], others[other]);
      if (order == 0) {
        kept.set(mine);
      }
      mine += order <= 0 ? 1 : 0;
      other += order >= 0 ? 1 : 0;
    }
  }

  /** The fingerprints, ascending. */
  LongStream fingerprints() {
    return Arrays.stream(fingerprints);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Roots roots
        && told == roots.told
        && Arrays.equals(fingerprints, roots.fingerprints);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(fingerprints);
  }

  @Override
  public String toString() {
    return told ? fingerprints.length + " roots" : "untold roots";
  }
}
