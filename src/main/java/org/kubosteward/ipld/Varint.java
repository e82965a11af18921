package org.kubosteward.ipld;

import java.util.Arrays;

/** Whole numbers as multiformats write them: seven bits a byte, the lowest first, none to spare. */
final class Varint {
  /** The specification's bound: 63 bits. */
  static final int MOST_BYTES = 9;

  private static final int MORE = 0x80;
  private static final int BITS = 7;

  private Varint() {}

  /** Reads one number where {@code in} stands; {@code what} names it in a refusal. */
  static long read(Bytes in, String what) {
    long value = 0;
    for (int at = 0; at < MOST_BYTES; at++) {
      int next = in.next(what);
      value |= (long) (next & (MORE - 1)) << (BITS * at);
      if ((next & MORE) == 0) {
        if (next == 0 && at > 0) {
          throw in.refuse(what + " is written in more bytes than it needs");
        }
        return value;
      }
    }
    throw in.refuse(what + " is longer than " + MOST_BYTES + " bytes");
  }

  /** The bytes of a number, which is not below zero. */
  static byte[] of(long value) {
    byte[] bytes = new byte[MOST_BYTES];
    int size = 0;
    long rest = value;
    while (rest >= MORE) {
      bytes[size++] = (byte) ((rest & (MORE - 1)) | MORE);
      rest >>>= BITS;
    }
    bytes[size++] = (byte) rest;
    return Arrays.copyOf(bytes, size);
  }

  /** How many bytes a number takes, which is not below zero. */
  static int size(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + BITS - 1) / BITS);
  }
}
