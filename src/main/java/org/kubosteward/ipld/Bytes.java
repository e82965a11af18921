package org.kubosteward.ipld;

import java.util.Arrays;

/** Bytes that are read from the front. Used by one thread. */
final class Bytes {
  private final byte[] all;
  private int at;

  Bytes(byte[] all) {
    this.all = all;
  }

  /** These, one behind the other. */
  static byte[] joined(byte[]... parts) {
    byte[] joined = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int size = 0;
    for (byte[] part : parts) {
      for (byte one : part) {
        joined[size++] = one;
      }
    }
    return joined;
  }

  /** The next one, from 0 to 255. */
  int next(String what) {
    if (at == all.length) {
      throw new MalformedCid("it ends before the end of " + what);
    }
    return all[at++] & 0xff;
  }

  int left() {
    return all.length - at;
  }

  /** All that were not read yet. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(all, at, all.length);
    at = all.length;
    return rest;
  }
}
