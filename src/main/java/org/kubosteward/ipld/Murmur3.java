package org.kubosteward.ipld;

/** The first half of MurmurHash3 x64 128 with seed 0: by it directories are sharded. */
final class Murmur3 {
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;
  private static final int BLOCK = 16;

  private Murmur3() {}

  static long x64Of(byte[] bytes) {
    long h1 = 0;
    long h2 = 0;
    int whole = bytes.length / BLOCK * BLOCK;
    for (int at = 0; at < whole; at += BLOCK) {
      h1 ^= mixed1(number(bytes, at, Long.BYTES));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mixed2(number(bytes, at + Long.BYTES, Long.BYTES));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    int rest = bytes.length - whole;
    h2 ^= mixed2(number(bytes, whole + Long.BYTES, Math.max(0, rest - Long.BYTES)));
    h1 ^= mixed1(number(bytes, whole, Math.min(rest, Long.BYTES)));
    h1 ^= bytes.length;
    h2 ^= bytes.length;
    h1 += h2;
    h2 += h1;
    return finished(h1) + finished(h2);
  }

  private static long mixed1(long k) {
    return Long.rotateLeft(k * C1, 31) * C2;
  }

  private static long mixed2(long k) {
    return Long.rotateLeft(k * C2, 33) * C1;
  }

  private static long finished(long hash) {
    long h = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
    return h ^ h >>> 33;
  }

  /** So many bytes, of which the first is the lowest. */
  private static long number(byte[] bytes, int from, int size) {
    long number = 0;
    for (int at = size - 1; at >= 0; at--) {
      number = number << Byte.SIZE | (bytes[from + at] & 0xff);
    }
    return number;
  }
}
