package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Hands on the blocks of refs/local. There are millions of lines, all of one form: that form is
 * read as bytes, and what is of another is read as JSON.
 */
final class RefIntake implements Intake<Long> {
  private static final byte[] BEFORE = "{\"Ref\":\"b".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] AFTER = "\",\"Err\":\"\"}".getBytes(StandardCharsets.US_ASCII);

  /** In base32: version, codec, hash, length, and 32 bytes. */
  private static final int CID_CHARS = 58;

  private static final int CID_BYTES = 36;
  private static final int HASH_FROM = 2;

  private final byte[] rest;
  private final RefTaker taker;
  private int held;
  private long refs;

  RefIntake(int maxLineBytes, RefTaker taker) {
    this.rest = new byte[maxLineBytes];
    this.taker = taker;
  }

  @Override
  public void take(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    int from = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        if (held == 0) {
          line(bytes, from, at);
        } else {
          keep(bytes, from, at);
          flush();
        }
        from = at + 1;
      }
    }
    keep(bytes, from, bytes.length);
  }

  private void keep(byte[] bytes, int from, int to) {
    if (held + to - from > rest.length) {
      throw new UnusableAnswerException(
          FaultKind.TOO_LARGE, "a line is longer than " + rest.length + " bytes");
    }
    System.arraycopy(bytes, from, rest, held, to - from);
    held += to - from;
  }

  private void flush() {
    int size = held;
    held = 0;
    line(rest, 0, size);
  }

  private void line(byte[] bytes, int from, int to) {
    if (from == to) {
      return;
    }
    byte[] cid = new byte[CID_BYTES];
    if (isUsual(bytes, from, to) && decode(bytes, from + BEFORE.length, cid)) {
      taker.ref(Arrays.copyOfRange(cid, HASH_FROM, CID_BYTES));
    } else {
      taker.ref(unusual(Arrays.copyOfRange(bytes, from, to)));
    }
    refs++;
  }

  private static boolean isUsual(byte[] bytes, int from, int to) {
    int after = from + BEFORE.length + CID_CHARS;
    return to - from == BEFORE.length + CID_CHARS + AFTER.length
        && Arrays.equals(bytes, from, from + BEFORE.length, BEFORE, 0, BEFORE.length)
        && Arrays.equals(bytes, after, to, AFTER, 0, AFTER.length);
  }

  /** Whether it is a SHA2-256 under a codec of one byte, written in the one way there is. */
  private static boolean decode(byte[] bytes, int from, byte[] cid) {
    int bits = 0;
    int count = 0;
    int at = 0;
    for (int i = from; i < from + CID_CHARS; i++) {
      int value = value(bytes[i]);
      if (value < 0) {
        return false;
      }
      bits = (bits << 5 | value) & 0xfff;
      count += 5;
      if (count >= Byte.SIZE) {
        count -= Byte.SIZE;
        cid[at++] = (byte) (bits >> count);
      }
    }
    boolean isCanonical = (bits & (1 << count) - 1) == 0;
    return isCanonical && cid[0] == 1 && cid[1] >= 0 && cid[2] == 0x12 && cid[3] == 32;
  }

  private static int value(byte letter) {
    if (letter >= 'a' && letter <= 'z') {
      return letter - 'a';
    }
    return letter >= '2' && letter <= '7' ? letter - '2' + 26 : -1;
  }

  private static byte[] unusual(byte[] line) {
    Fields told = Fields.of(line, "Ref", "Err");
    String error = told.textIfAny("Err").orElse("");
    if (!error.isEmpty()) {
      throw UnusableAnswerException.told(FaultKind.REJECTED, error);
    }
    return HeldPinTally.cid(told.text("Ref")).multihash().bytes();
  }

  @Override
  public Long end() {
    flush();
    return refs;
  }

  @Override
  public Long endedBy(String streamError) {
    throw UnusableAnswerException.told(FaultKind.LATE_ERROR, streamError);
  }
}
