package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The head of a CAR.
 *
 * @param version 1, or 2, whose roots stand in the CAR of version 1 within it
 * @param roots where its DAGs begin, as its author says
 */
record CarHeader(int version, List<Cid> roots) {
  private static final String ROOTS = "roots";
  private static final String VERSION = "version";
  private static final int INLINE = 24;

  CarHeader {
    roots = List.copyOf(roots);
  }

  /** Reads it, in the one form that DAG-CBOR has for it. */
  static CarHeader decode(byte[] bytes) {
    Bytes in = new Bytes(bytes, 0, bytes.length, why -> new MalformedCar("its head: " + why));
    DagCbor cbor = new DagCbor(in);
    long fields = cbor.head(DagCbor.MAP, "it");
    List<Cid> roots = new ArrayList<>();
    if (fields == 2) {
      key(cbor, ROOTS, in);
      long count = cbor.head(DagCbor.ARRAY, "the list of roots");
      for (long at = 0; at < count; at++) {
        roots.add(cbor.link("a root"));
      }
    }
    key(cbor, VERSION, in);
    long version = cbor.head(DagCbor.UNSIGNED, "the version");
    if (version != fields % 2 + 1 || fields > 2) {
      throw in.refuse("it has %d fields and version %d".formatted(fields, version));
    }
    if (in.left() > 0) {
      throw in.refuse("%d bytes stand behind it".formatted(in.left()));
    }
    return new CarHeader((int) version, roots);
  }

  private static void key(DagCbor cbor, String expected, Bytes in) {
    if (!cbor.text("a name of a field").equals(expected)) {
      throw in.refuse("a field is not '%s', or not in its place".formatted(expected));
    }
  }

  /** Its bytes, of version 1. */
  static byte[] encode(List<Cid> roots) {
    ByteBuffer out =
        ByteBuffer.allocate(32 + roots.stream().mapToInt(root -> root.size() + 8).sum());
    out.put((byte) 0xa2).put((byte) (0x60 | ROOTS.length())).put(Utf8.bytes(ROOTS));
    head(out, DagCbor.ARRAY, roots.size());
    for (Cid root : roots) {
      out.put((byte) 0xd8).put((byte) 42);
      head(out, DagCbor.BYTES, root.size() + 1);
      out.put((byte) 0).put(root.bytes());
    }
    out.put((byte) (0x60 | VERSION.length())).put(Utf8.bytes(VERSION)).put((byte) 1);
    byte[] all = new byte[out.position()];
    out.flip().get(all);
    return all;
  }

  private static void head(ByteBuffer out, int type, int value) {
    int major = type << 5;
    if (value < INLINE) {
      out.put((byte) (major | value));
    } else if (value <= 0xff) {
      out.put((byte) (major | INLINE)).put((byte) value);
    } else if (value <= 0xffff) {
      out.put((byte) (major | INLINE + 1)).putShort((short) value);
    } else {
      out.put((byte) (major | INLINE + 2)).putInt(value);
    }
  }
}
