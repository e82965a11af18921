package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One field of a protobuf message, read strictly: numbers in no more bytes than they need.
 *
 * @param id its number in the message
 * @param wire how it is written
 * @param number its value, when that is a number
 * @param bytes its value otherwise
 */
record ProtoField(long id, int wire, long number, Bytes bytes) {
  static final int NUMBER = 0;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  /** The numbers of fields end here, as protobuf has it. */
  private static final long LAST_ID = (1 << 29) - 1;

  private static final int WIRE_BITS = 3;

  /** A number below zero has so many bytes, and no other number has. */
  private static final int BYTES_OF_NEGATIVE = 10;

  /** The field that {@code in} goes on with. */
  static ProtoField read(Bytes in) {
    long tag = Varint.read(in, "the number of a field");
    int wire = (int) (tag & ((1 << WIRE_BITS) - 1));
    long id = tag >>> WIRE_BITS;
    if (id == 0 || id > LAST_ID) {
      throw in.refuse("a field has the number " + id);
    }
    return switch (wire) {
      case NUMBER -> new ProtoField(id, wire, number(in, id), in);
      case BYTES -> {
        long size = Varint.read(in, "the length of field " + id);
        yield new ProtoField(id, wire, 0, in.part(size, "field " + id));
      }
      case FIXED32 -> new ProtoField(id, wire, fixed32(in.part(Integer.BYTES, "field " + id)), in);
      default -> throw in.refuse("field %d is of wire type %d".formatted(id, wire));
    };
  }

  private static long number(Bytes in, long id) {
    String what = "field " + id;
    if (in.isNegativeVarint()) {
      long value = 0;
      for (int at = 0; at < BYTES_OF_NEGATIVE; at++) {
        value |= (long) (in.next(what) & 0x7f) << (7 * at);
      }
      return value;
    }
    return Varint.read(in, what);
  }

  private static long fixed32(Bytes in) {
    long value = 0;
    for (int at = 0; at < Integer.BYTES; at++) {
      value |= (long) in.next("a fixed number") << (Byte.SIZE * at);
    }
    return value;
  }

  boolean is(int expectedId, int expectedWire) {
    return id == expectedId && wire == expectedWire;
  }

  /** Its value as UTF-8. */
  String text(String what) {
    ByteBuffer all = bytes.restUncopied();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(all).toString();
    } catch (CharacterCodingException wrong) {
      throw bytes.refuse(what + " is no UTF-8");
    }
  }

  /** As a refusal names it. */
  @Override
  public String toString() {
    return "field %d of wire type %d".formatted(id, wire);
  }
}
