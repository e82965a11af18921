package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What a CAR of version 2 has around the one of version 1 in it: where that one begins and ends.
 * The index behind it is passed over, for the stream is read in order.
 */
final class CarV2 {
  private static final int PRAGMA_BYTES = 11;
  private static final int HEADER_BYTES = 40;
  private static final int CHARACTERISTICS_BYTES = 16;

  private final ByteBuffer header =
      ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** The next bytes, up to where the CAR within begins. */
  void feed(ByteBuffer bytes, CarFrames frames) {
    if (header.hasRemaining()) {
      int size = Math.min(header.remaining(), bytes.remaining());
      header.put(bytes.slice().limit(size));
      frames.skip(bytes, size);
      if (header.hasRemaining()) {
        return;
      }
    }
    long offset = header.getLong(CHARACTERISTICS_BYTES);
    long size = header.getLong(CHARACTERISTICS_BYTES + Long.BYTES);
    if (offset < PRAGMA_BYTES + HEADER_BYTES || size <= 0 || offset + size < 0) {
      throw new MalformedCar(
          "the CAR of version 2 says that its content begins at %d and has %d bytes"
              .formatted(offset, size));
    }
    frames.skip(bytes, offset - frames.seen());
    if (frames.seen() == offset) {
      frames.end(size);
    }
  }
}
