package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Cuts a stream into what has its length before it, however the stream comes in pieces. */
final class CarFrames {
  private static final int MOST_BYTES_OF_A_LENGTH = 5;

  private final long most;
  private final ByteBuffer length = ByteBuffer.allocate(MOST_BYTES_OF_A_LENGTH);
  private Optional<byte[]> frame = Optional.empty();
  private int filled;
  private long seen;
  private long end = Long.MAX_VALUE;

  /** Of that many bytes at the most. */
  CarFrames(long most) {
    this.most = most;
  }

  /** From here on so many bytes belong to it, and the rest is not read. */
  void end(long size) {
    end = seen + size;
  }

  /** Whether the stream is within what was said to belong to it. */
  boolean isWithin() {
    return end != Long.MAX_VALUE;
  }

  /** How many bytes still belong to it. */
  long left() {
    return Math.max(0, end - seen);
  }

  /** How many bytes were read. */
  long seen() {
    return seen;
  }

  /** Whether a frame has begun and is not whole. */
  boolean isBegun() {
    return frame.isPresent() || length.position() > 0;
  }

  /** Passes over so many of these bytes, or over all that there are. */
  void skip(ByteBuffer bytes, long count) {
    int size = (int) Math.min(bytes.remaining(), count);
    bytes.position(bytes.position() + size);
    count(size);
  }

  private void count(int size) {
    seen += size;
    if (seen > most) {
      throw new LimitExceeded("the CAR has more than %d bytes".formatted(most));
    }
  }

  /** The frame that these bytes end, if they end one; what is behind it remains in them. */
  Optional<byte[]> feed(ByteBuffer bytes, int longest) {
    if (left() == 0) {
      skip(bytes, bytes.remaining());
      return Optional.empty();
    }
    if (frame.isEmpty()) {
      frame = begun(bytes, longest);
      if (frame.isEmpty()) {
        return Optional.empty();
      }
    }
    byte[] into = frame.get();
    int size = Math.min(into.length - filled, bytes.remaining());
    bytes.get(into, filled, size);
    filled += size;
    count(size);
    if (filled < into.length) {
      return Optional.empty();
    }
    frame = Optional.empty();
    return Optional.of(into);
  }

  private Optional<byte[]> begun(ByteBuffer bytes, int longest) {
    while (bytes.hasRemaining()) {
      if (!length.hasRemaining()) {
        throw new MalformedCar("a length in the CAR has more than 32 bits");
      }
      if (left() == 0) {
        throw new MalformedCar("the CAR within ends in the middle of a length");
      }
      byte next = bytes.get();
      count(1);
      length.put(next);
      if (next >= 0) {
        filled = 0;
        return Optional.of(new byte[length(longest)]);
      }
    }
    return Optional.empty();
  }

  private int length(int longest) {
    Bytes in = new Bytes(length.array(), 0, length.position(), MalformedCar::new);
    long size = Varint.read(in, "a length in the CAR");
    length.clear();
    if (size == 0) {
      throw new MalformedCar("a block or the head of the CAR has no bytes");
    }
    if (size > longest) {
      throw new LimitExceeded(
          "a part of the CAR is to have %d bytes; %d are read".formatted(size, longest));
    }
    if (size > left()) {
      throw new MalformedCar("a block reaches beyond the CAR that it is in");
    }
    return (int) size;
  }
}
