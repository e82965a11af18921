package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Fields of a protobuf message, one behind the other. Long values are copied once, at the end. */
final class ProtoWriter {
  private static final int FIRST_SIZE = 128;
  private static final int LONG = 4096;
  private static final int WIRE_BITS = 3;
  private static final int MOST_BYTES_OF_A_NUMBER = 10;

  /** What stands before {@link #out}. */
  private final List<ByteBuffer> parts = new ArrayList<>();

  private ByteBuffer out = ByteBuffer.allocate(FIRST_SIZE);

  void number(int id, long value) {
    tag(id, ProtoField.NUMBER);
    varint(value);
  }

  /** The lowest 32 bits, the first byte first. */
  void fixed32(int id, int value) {
    tag(id, ProtoField.FIXED32);
    room(Integer.BYTES).putInt(Integer.reverseBytes(value));
  }

  void text(int id, String value) {
    bytes(id, value.getBytes(StandardCharsets.UTF_8));
  }

  void bytes(int id, byte[] value) {
    bytes(id, ByteBuffer.wrap(value));
  }

  /** Nobody writes to the value until all is {@link #written}. */
  void bytes(int id, ByteBuffer value) {
    tag(id, ProtoField.BYTES);
    varint(value.remaining());
    append(value);
  }

  /** Nobody adds to the message afterwards. */
  void message(int id, ProtoWriter message) {
    tag(id, ProtoField.BYTES);
    varint(message.size());
    message.parts.forEach(this::append);
    append(message.out.duplicate().flip());
  }

  private void append(ByteBuffer value) {
    if (value.remaining() < LONG) {
      room(value.remaining()).put(value.duplicate());
    } else {
      parts.add(out.flip());
      parts.add(value);
      out = ByteBuffer.allocate(FIRST_SIZE);
    }
  }

  int size() {
    return parts.stream().mapToInt(ByteBuffer::remaining).sum() + out.position();
  }

  /** All of it, in a copy. */
  byte[] written() {
    ByteBuffer all = ByteBuffer.allocate(size());
    parts.forEach(part -> all.put(part.duplicate()));
    return all.put(out.duplicate().flip()).array();
  }

  private void tag(int id, int wire) {
    varint((long) id << WIRE_BITS | wire);
  }

  private void varint(long value) {
    room(MOST_BYTES_OF_A_NUMBER);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private ByteBuffer room(int size) {
    if (out.remaining() < size) {
      int larger = Math.max(out.capacity() * 2, out.position() + size);
      out = ByteBuffer.allocate(larger).put(out.flip());
    }
    return out;
  }
}
