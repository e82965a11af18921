package org.kubosteward.kubo;

/**
 * How far a pin is, both counted by kubo from what it has walked over, held before or fetched.
 *
 * @param nodes blocks walked over
 * @param bytes of them; 0 where a kubo does not tell
 */
public record PinProgress(long nodes, long bytes) {
  /** Before anything is known. */
  static final PinProgress NONE = new PinProgress(0, 0);
}
