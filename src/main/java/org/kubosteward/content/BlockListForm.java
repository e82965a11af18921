package org.kubosteward.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.kubosteward.content.BlockList.Segment;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.Multihash;

/**
 * How a {@link BlockList} is written. Head: three letters, the version, the number of blocks, the
 * number of their bytes. Then the blocks. Then eight bytes of the SHA-256 of all before them.
 *
 * <p>A block is one byte that says how it is written, its codec and hash where they are not usual
 * ones, its size where it is known and another than the last one known, and its digest. Whole
 * numbers are written in seven bits a byte, the lowest first. There is one way to write each list.
 */
final class BlockListForm {
  /** A byte, two numbers, another two, and the longest digest. */
  static final int ENTRY_MOST = 1 + 4 * 10 + Multihash.MOST_BYTES;

  private static final byte[] HEAD = {'K', 'B', 'L', 1};
  private static final int CHECK_BYTES = 8;
  static final int USUAL_DIGEST = 32;

  static final int CODEC_MASK = 0x7;
  static final int VERSION_0 = 2;
  static final int OTHER_CODEC = 7;
  static final int OTHER_HASH = 0x08;
  static final int SIZE_GIVEN = 0x10;
  static final int SIZE_AS_BEFORE = 0x20;
  static final int KNOWN_BITS = 0x3f;

  /** Codecs by their number in the first byte; that of version 0 is dag-pb. */
  static final long[] CODECS = {Cid.RAW, Cid.DAG_PB, Cid.DAG_PB, 0x71};

  private BlockListForm() {}

  /** Writes one block there, and tells where the next one goes; the size is -1 when not known. */
  static int put(byte[] into, int from, Cid cid, long size, boolean asBefore) {
    int codec = codec(cid);
    Multihash hash = cid.multihash();
    byte[] digest = hash.digest();
    boolean usual = hash.code() == Multihash.SHA2_256 && digest.length == USUAL_DIGEST;
    int sizing = size < 0 ? 0 : asBefore ? SIZE_AS_BEFORE : SIZE_GIVEN;
    int at = from;
    into[at++] = (byte) (codec | (usual ? 0 : OTHER_HASH) | sizing);
    if (codec == OTHER_CODEC) {
      at = number(into, at, cid.codec());
    }
    if (!usual) {
      at = number(into, at, hash.code());
      at = number(into, at, digest.length);
    }
    if (sizing == SIZE_GIVEN) {
      at = number(into, at, size);
    }
    for (byte one : digest) {
      into[at++] = one;
    }
    return at;
  }

  private static int codec(Cid cid) {
    if (cid.version() == 0) {
      return VERSION_0;
    }
    for (int code = 0; code < CODECS.length; code++) {
      if (code != VERSION_0 && CODECS[code] == cid.codec()) {
        return code;
      }
    }
    return OTHER_CODEC;
  }

  /** Whether that codec has a number of its own. */
  static boolean isUsual(long codec) {
    return Arrays.stream(CODECS).anyMatch(one -> one == codec);
  }

  private static int number(byte[] into, int from, long value) {
    long rest = value;
    int at = from;
    while (rest >= 0x80) {
      into[at++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    into[at++] = (byte) rest;
    return at;
  }

  /** The whole list. */
  static byte[] written(BlockList list) {
    byte[] head = Arrays.copyOf(HEAD, HEAD.length + 20);
    int size = number(head, number(head, HEAD.length, list.count()), list.held());
    byte[] all = Arrays.copyOf(head, Math.toIntExact(size + list.held() + CHECK_BYTES));
    Arrays.fill(all, size, Math.min(all.length, head.length), (byte) 0);
    int at = size;
    for (Segment part : list.segments) {
      for (int from = part.from(); from < part.to(); from++) {
        all[at++] = part.bytes()[from];
      }
    }
    byte[] check = check(all, at);
    for (int i = 0; i < CHECK_BYTES; i++) {
      all[at++] = check[i];
    }
    return all;
  }

  /** The list that these bytes are. */
  static BlockList read(byte[] all) {
    int end = all.length - CHECK_BYTES;
    if (end < HEAD.length || !Arrays.equals(all, 0, 3, HEAD, 0, 3)) {
      throw new MalformedBlockList("it does not begin as a list of blocks does");
    }
    if (all[3] != HEAD[3]) {
      throw new MalformedBlockList(
          "it is of version %d; %d is known".formatted(all[3] & 0xff, HEAD[3]));
    }
    if (!Arrays.equals(check(all, end), 0, CHECK_BYTES, all, end, all.length)) {
      throw new MalformedBlockList("its bytes are not those that were written");
    }
    BlockListReader reader = new BlockListReader();
    reader.stand(all, HEAD.length, end);
    long count = reader.number();
    long held = reader.number();
    if (count > BlockList.MOST || held != end - reader.at()) {
      throw new MalformedBlockList(
          "it says %d blocks in %d bytes, and has %d bytes"
              .formatted(count, held, end - reader.at()));
    }
    List<Segment> blocks = held == 0 ? List.of() : List.of(new Segment(all, reader.at(), end));
    return new BlockList(blocks, (int) count, bytes(reader, count));
  }

  /** Reads all blocks once, so that nobody meets a malformed one later. */
  private static OptionalLong bytes(BlockListReader reader, long count) {
    long found = 0;
    long bytes = 0;
    boolean sized = true;
    while (!reader.atEnd()) {
      reader.entry();
      reader.cid();
      found++;
      sized &= reader.size() >= 0;
      bytes += Math.max(0, reader.size());
    }
    if (found != count) {
      throw new MalformedBlockList("it says %d blocks, and has %d".formatted(count, found));
    }
    return sized ? OptionalLong.of(bytes) : OptionalLong.empty();
  }

  private static byte[] check(byte[] all, int end) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(all, 0, end);
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
