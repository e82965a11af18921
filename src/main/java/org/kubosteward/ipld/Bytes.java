package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/** Bytes that are read from the front. Used by one thread. */
final class Bytes {
  private static final int BYTES_OF_NEGATIVE = 10;

  private final byte[] all;
  private final int end;
  private final Function<String, ? extends Refusal> refusal;
  private int at;

  Bytes(byte[] all) {
    this(all, 0, all.length, MalformedCid::new);
  }

  /** Those from {@code from} to before {@code end}; what is wrong with them is told that way. */
  Bytes(byte[] all, int from, int end, Function<String, ? extends Refusal> refusal) {
    this.all = all;
    this.at = from;
    this.end = end;
    this.refusal = refusal;
  }

  /** These, one behind the other. */
  static byte[] joined(byte[]... parts) {
    ByteBuffer joined =
        ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      joined.put(part);
    }
    return joined.array();
  }

  /** The next one, from 0 to 255. */
  int next(String what) {
    if (at == end) {
      throw refuse("it ends before the end of " + what);
    }
    return all[at++] & 0xff;
  }

  /** Whether a number below zero comes next, which as 64 bits has ten bytes, of which one is 1. */
  boolean isNegativeVarint() {
    for (int ahead = 0; ahead < BYTES_OF_NEGATIVE - 1; ahead++) {
      if (at + ahead >= end || all[at + ahead] >= 0) {
        return false;
      }
    }
    return at + BYTES_OF_NEGATIVE <= end && all[at + BYTES_OF_NEGATIVE - 1] == 1;
  }

  /** Goes back before the byte that was read last. */
  void back() {
    at--;
  }

  int left() {
    return end - at;
  }

  /** Where it stands in the array. */
  int at() {
    return at;
  }

  /** The next so many, to be read on their own; it then stands behind them. */
  Bytes part(long size, String what) {
    if (size > left()) {
      throw refuse("%s has %d bytes, and %d are left".formatted(what, size, left()));
    }
    Bytes part = new Bytes(all, at, at + (int) size, refusal);
    at += (int) size;
    return part;
  }

  /** Other bytes, of which what is wrong is told in the same way. */
  Bytes within(ByteBuffer other) {
    byte[] copy = new byte[other.remaining()];
    other.get(copy);
    return new Bytes(copy, 0, copy.length, refusal);
  }

  /** All that were not read yet. */
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(all, at, end);
    at = end;
    return rest;
  }

  /** All that were not read yet, uncopied. */
  ByteBuffer restUncopied() {
    ByteBuffer rest = ByteBuffer.wrap(all, at, end - at).slice().asReadOnlyBuffer();
    at = end;
    return rest;
  }

  Refusal refuse(String why) {
    return refusal.apply(why);
  }
}
