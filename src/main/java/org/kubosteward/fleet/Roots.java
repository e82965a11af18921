package org.kubosteward.fleet;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.LongStream;

/**
 * The roots that a node pins recursively, as 64-bit fingerprints: enough to tell whether another
 * node keeps them too, at a tenth of the memory that their CIDs take. Fingerprints compare within
 * one run of one plane only, as they are keyed (a CID is chosen by strangers, who must not be able
 * to make two that look alike).
 */
public final class Roots {
  /** More than this many a node are counted and not told apart. */
  public static final int MOST = 10_000;

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

  /** These; more than {@link #MOST} are as good as untold. */
  public static Roots of(long... fingerprints) {
    return fingerprints.length > MOST
        ? UNTOLD
        : new Roots(true, Arrays.stream(fingerprints).sorted().distinct().toArray());
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
    return Arrays.stream(fingerprints)
        .filter(root -> others.stream().noneMatch(other -> other.has(root)))
        .count();
  }

  /** The fingerprints, ascending. */
  LongStream fingerprints() {
    return Arrays.stream(fingerprints);
  }

  private boolean has(long root) {
    return Arrays.binarySearch(fingerprints, root) >= 0;
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
