package org.kubosteward.simulation;

/** A running hash over all that happened: the same seed, the same number. */
final class Trace {
  private long hash = 0xcbf29ce484222325L;

  void add(long value) {
    hash = (hash ^ value) * 0x100000001b3L;
    hash ^= hash >>> 29;
  }

  void add(String text) {
    add(text.hashCode());
  }

  long hash() {
    return hash;
  }
}
