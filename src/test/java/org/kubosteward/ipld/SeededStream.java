package org.kubosteward.ipld;

import java.io.InputStream;
import java.util.SplittableRandom;

/** As many bytes as are wanted, the same for the same seed, held nowhere. */
final class SeededStream extends InputStream {
  private final SplittableRandom random;
  private long left;

  SeededStream(long seed, long size) {
    this.random = new SplittableRandom(seed);
    this.left = size;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Whole numbers of eight bytes, whatever the size that is asked for, so that sizes do not matter.
   */
  @Override
  public int read(byte[] into, int from, int size) {
    if (left == 0) {
      return -1;
    }
    int count = (int) Math.min(Math.min(left, size), Integer.MAX_VALUE);
    for (int at = 0; at < count; at++) {
      into[from + at] = next();
    }
    left -= count;
    return count;
  }

  private long word;
  private int rest;

  private byte next() {
    if (rest == 0) {
      word = random.nextLong();
      rest = Long.BYTES;
    }
    rest--;
    byte next = (byte) word;
    word >>>= Byte.SIZE;
    return next;
  }
}
