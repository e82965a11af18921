package org.kubosteward.content;

import java.time.Instant;
import java.util.Optional;

/**
 * A copy in two words: node, failures and state in the first, its instant in the second. Of a copy
 * that has more to tell, the words say the state and the instant.
 */
final class PackedCopy {
  /** Words of one copy. */
  static final int WORDS = 2;

  private static final int BYTE = 8;
  private static final int LOW = 0xff;
  private static final int NODE_AT = 2 * BYTE;

  private PackedCopy() {}

  static long first(int node, Copy copy) {
    int failures = copy instanceof Copy.Absent absent ? absent.failures() : 0;
    return (long) node << NODE_AT | (long) failures << BYTE | copy.state().code();
  }

  static long second(Copy copy) {
    return copy.at().toEpochMilli();
  }

  static int node(long first) {
    return (int) (first >>> NODE_AT);
  }

  static CopyState state(long first) {
    return CopyState.of((int) first & LOW);
  }

  static int failures(long first) {
    return (int) (first >>> BYTE) & LOW;
  }

  /** The copy that the words are; empty when it has more to tell than fits in them. */
  static Optional<Copy> unpacked(long first, long second) {
    return switch (state(first)) {
      case ABSENT -> Optional.of(new Copy.Absent(Instant.ofEpochMilli(second), failures(first)));
      case HELD -> Optional.of(new Copy.Held(Instant.ofEpochMilli(second)));
      case PROVEN -> Optional.of(new Copy.Proven(Instant.ofEpochMilli(second)));
      case FETCHING, DAMAGED, EXCESS -> Optional.empty();
    };
  }

  static boolean fits(Copy copy) {
    return switch (copy.state()) {
      case ABSENT, HELD, PROVEN -> true;
      case FETCHING, DAMAGED, EXCESS -> false;
    };
  }

  /** Names a copy in all of the table. */
  static long key(int row, int node) {
    return (long) row << Integer.SIZE | node;
  }

  /** The row in such a name. */
  static int row(long key) {
    return (int) (key >>> Integer.SIZE);
  }

  /** The node in such a name. */
  static int nodeOf(long key) {
    return (int) key;
  }
}
