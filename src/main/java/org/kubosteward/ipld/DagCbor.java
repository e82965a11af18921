package org.kubosteward.ipld;

import java.util.function.Consumer;

/**
 * As much of DAG-CBOR as is needed: the head of a CAR, and the links in a block. Strict: lengths
 * are known and numbers in no more bytes than they need.
 */
final class DagCbor {
  /** Its number in the multicodec table. */
  static final long CODEC = 0x71;

  static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  private static final int TAG = 6;
  private static final int SIMPLE = 7;

  private static final int TAG_OF_LINKS = 42;
  private static final int MOST_DEPTH = 256;
  private static final int FALSE = 20;
  private static final int NULL = 22;
  private static final int FLOAT64 = 27;

  private final Bytes in;

  DagCbor(Bytes in) {
    this.in = in;
  }

  /** The length or number of the next item, which is of that type. */
  long head(int type, String what) {
    int first = in.next(what);
    if (first >> 5 != type) {
      throw in.refuse("%s is of type %d of CBOR, not of %d".formatted(what, first >> 5, type));
    }
    return argument(first & 0x1f, what);
  }

  /** The next item, which is a text of ASCII. */
  String text(String what) {
    Bytes part = in.part(head(TEXT, what), what);
    StringBuilder text = new StringBuilder();
    while (part.left() > 0) {
      text.append((char) part.next(what));
    }
    return text.toString();
  }

  /** The next item, which is a link. */
  Cid link(String what) {
    if (head(TAG, what) != TAG_OF_LINKS) {
      throw in.refuse(what + " has another tag than 42");
    }
    Bytes part = in.part(head(BYTES, what), what);
    if (part.next(what) != 0) {
      throw in.refuse(what + " does not begin with a zero byte");
    }
    try {
      return Cid.decode(part.rest());
    } catch (MalformedCid wrong) {
      throw in.refuse("%s is no CID: %s".formatted(what, wrong.getMessage()));
    }
  }

  private long argument(int info, String what) {
    if (info < 24) {
      return info;
    }
    if (info > 27) {
      throw in.refuse(what + " has no length, which DAG-CBOR does not allow");
    }
    int size = 1 << (info - 24);
    long value = 0;
    for (int at = 0; at < size; at++) {
      value = value << Byte.SIZE | in.next(what);
    }
    boolean needed = size == 1 ? value >= 24 : value >>> (size / 2 * Byte.SIZE) != 0;
    if (!needed || value < 0) {
      throw in.refuse(what + " is written in more bytes than it needs, or is too large");
    }
    return value;
  }

  /** Gives out all links in a block of {@link #CODEC}, and reads it to its end. */
  static void links(Block block, Consumer<Cid> found) {
    Bytes in = block.reader();
    new DagCbor(in).links(found, 0);
    if (in.left() > 0) {
      throw in.refuse("%d bytes stand behind its DAG-CBOR".formatted(in.left()));
    }
  }

  private void links(Consumer<Cid> found, int depth) {
    if (depth > MOST_DEPTH) {
      throw in.refuse("its DAG-CBOR is more than %d deep".formatted(MOST_DEPTH));
    }
    int first = in.next("an item");
    int type = first >> 5;
    int info = first & 0x1f;
    switch (type) {
      case UNSIGNED, NEGATIVE -> number(info);
      case BYTES, TEXT -> in.part(argument(info, "an item"), "an item");
      case ARRAY, MAP -> {
        long items = argument(info, "a list");
        if (items > in.left()) {
          throw in.refuse("a list has %d items, and %d bytes are left".formatted(items, in.left()));
        }
        for (long at = 0; at < (type == MAP ? items * 2 : items); at++) {
          links(found, depth + 1);
        }
      }
      case TAG -> {
        in.back();
        found.accept(link("a link"));
      }
      default -> simple(type, info);
    }
  }

  /** Whole numbers may have all 64 bits. */
  private void number(int info) {
    if (info >= 24) {
      if (info > 27) {
        throw in.refuse("a number has no length");
      }
      in.part(1L << (info - 24), "a number");
    }
  }

  private void simple(int type, int info) {
    if (type == SIMPLE && info == FLOAT64) {
      in.part(Double.BYTES, "a number");
    } else if (info < FALSE || info > NULL) {
      throw in.refuse("it has what DAG-CBOR has not: simple value or float " + info);
    }
  }
}
