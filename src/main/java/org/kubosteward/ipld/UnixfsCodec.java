package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads and writes the message of UnixFS: known fields only, each once, the lists as they come. */
final class UnixfsCodec {
  private static final int TYPE = 1;
  private static final int DATA = 2;
  private static final int FILE_SIZE = 3;
  private static final int BLOCK_SIZES = 4;
  private static final int HASH_TYPE = 5;
  private static final int FANOUT = 6;
  private static final int MODE = 7;
  private static final int MTIME = 8;
  private static final int SECONDS = 1;
  private static final int NANOS = 2;
  private static final long MOST_NANOS = 999_999_999;
  private static final long MOST_MODE = 0xffffffffL;

  private UnixfsCodec() {}

  static byte[] encode(UnixfsData message) {
    return write(message).written();
  }

  /** The same, to be put into another message. */
  static ProtoWriter write(UnixfsData message) {
    ProtoWriter out = new ProtoWriter();
    out.number(TYPE, message.type().code());
    message.data().ifPresent(data -> out.bytes(DATA, data));
    message.fileSize().ifPresent(size -> out.number(FILE_SIZE, size));
    message.blockSizes().forEach(size -> out.number(BLOCK_SIZES, size));
    message.hashType().ifPresent(hash -> out.number(HASH_TYPE, hash));
    message.fanout().ifPresent(fanout -> out.number(FANOUT, fanout));
    Attributes attributes = message.attributes();
    attributes.mode().ifPresent(mode -> out.number(MODE, Integer.toUnsignedLong(mode)));
    attributes.mtime().ifPresent(mtime -> out.message(MTIME, time(mtime)));
    return out;
  }

  private static ProtoWriter time(Instant mtime) {
    ProtoWriter out = new ProtoWriter();
    long seconds = mtime.getEpochSecond();
    int nanos = mtime.getNano();
    out.number(SECONDS, seconds);
    if (nanos > 0) {
      out.fixed32(NANOS, nanos);
    }
    return out;
  }

  static UnixfsData decode(Bytes in) {
    Optional<ByteBuffer> data = Optional.empty();
    List<Long> blockSizes = new ArrayList<>();
    OptionalLong[] numbers = new OptionalLong[MTIME + 1];
    java.util.Arrays.fill(numbers, OptionalLong.empty());
    Optional<Instant> mtime = Optional.empty();
    while (in.left() > 0) {
      ProtoField field = ProtoField.read(in);
      if (field.is(BLOCK_SIZES, ProtoField.NUMBER)) {
        blockSizes.add(atLeastZero(field, in));
      } else if (field.is(BLOCK_SIZES, ProtoField.BYTES)) {
        packed(field.bytes(), blockSizes);
      } else if (field.is(DATA, ProtoField.BYTES) && data.isEmpty()) {
        data = Optional.of(field.bytes().restUncopied());
      } else if (field.is(MTIME, ProtoField.BYTES) && mtime.isEmpty()) {
        mtime = Optional.of(instant(field.bytes()));
      } else if (isNumber(field) && numbers[(int) field.id()].isEmpty()) {
        numbers[(int) field.id()] = OptionalLong.of(atLeastZero(field, in));
      } else {
        throw in.refuse("its UnixFS has %s, unknown or twice".formatted(field));
      }
    }
    return new UnixfsData(
        type(numbers[TYPE], in),
        data,
        numbers[FILE_SIZE],
        blockSizes,
        numbers[HASH_TYPE],
        numbers[FANOUT],
        new Attributes(mode(numbers[MODE], in), mtime));
  }

  private static boolean isNumber(ProtoField field) {
    return field.wire() == ProtoField.NUMBER
        && field.id() <= MODE
        && field.id() != DATA
        && field.id() != BLOCK_SIZES;
  }

  private static UnixfsType type(OptionalLong code, Bytes in) {
    if (code.isEmpty()) {
      throw in.refuse("its UnixFS does not say its type");
    }
    return UnixfsType.of(code.getAsLong())
        .orElseThrow(() -> in.refuse("its UnixFS is of type " + code.getAsLong()));
  }

  private static OptionalInt mode(OptionalLong mode, Bytes in) {
    if (mode.orElse(0) > MOST_MODE) {
      throw in.refuse("its mode has more than 32 bits");
    }
    return mode.isEmpty() ? OptionalInt.empty() : OptionalInt.of((int) mode.getAsLong());
  }

  private static long atLeastZero(ProtoField field, Bytes in) {
    if (field.number() < 0) {
      throw in.refuse("its UnixFS says a number of more than 63 bits in " + field);
    }
    return field.number();
  }

  /** As newer protobufs write lists of numbers. */
  private static void packed(Bytes in, List<Long> sizes) {
    while (in.left() > 0) {
      sizes.add(Varint.read(in, "the sizes of its parts"));
    }
  }

  private static Instant instant(Bytes in) {
    OptionalLong seconds = OptionalLong.empty();
    OptionalLong nanos = OptionalLong.empty();
    while (in.left() > 0) {
      ProtoField field = ProtoField.read(in);
      if (field.is(SECONDS, ProtoField.NUMBER) && seconds.isEmpty()) {
        seconds = OptionalLong.of(field.number());
      } else if (field.is(NANOS, ProtoField.FIXED32) && nanos.isEmpty()) {
        nanos = OptionalLong.of(field.number());
      } else {
        throw in.refuse("its mtime has %s, unknown or twice".formatted(field));
      }
    }
    if (seconds.isEmpty()) {
      throw in.refuse("its mtime has no seconds");
    }
    if (nanos.orElse(0) > MOST_NANOS) {
      throw in.refuse("its mtime has %d nanoseconds".formatted(nanos.getAsLong()));
    }
    try {
      return Instant.ofEpochSecond(seconds.getAsLong(), nanos.orElse(0));
    } catch (DateTimeException beyond) {
      throw in.refuse("its mtime is no time that is known: " + seconds.getAsLong());
    }
  }
}
