package org.kubosteward.kubo;

import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * 64 bits that stand for the bytes of an answer, whatever chunks they come in: two checksums of 32
 * bits whose polynomials share no factor, which the processor computes faster than memory delivers.
 * They tell that a node says the same again, and nothing that a node could gain by colliding.
 */
final class BodyDigest {
  private final CRC32 high = new CRC32();
  private final CRC32C low = new CRC32C();

  /** Takes the next bytes in. */
  void add(byte[] bytes) {
    high.update(bytes);
    low.update(bytes);
  }

  /** The digest of all bytes so far. */
  long value() {
    return high.getValue() << Integer.SIZE | low.getValue();
  }

  /** Reads an answer for its digest alone, and holds nothing of it. */
  static Intake<Long> alone() {
    BodyDigest digest = new BodyDigest();
    return new Intake<>() {
      @Override
      public void take(Buffer chunk) {
        digest.add(chunk.getBytes());
      }

      @Override
      public Long end() {
        return digest.value();
      }
    };
  }
}
