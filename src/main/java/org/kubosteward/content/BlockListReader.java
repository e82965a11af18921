package org.kubosteward.content;

import java.util.Arrays;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.MalformedCid;
import org.kubosteward.ipld.Multihash;

/** Reads one block after the other, and refuses what {@link BlockListForm} does not write. */
final class BlockListReader {
  private byte[] all = new byte[0];
  private int at;
  private int end;
  private int how;
  private long codec;
  private long hash;
  private int digestAt;
  private long size = -1;
  private long lastSize = -1;

  void stand(byte[] bytes, int from, int to) {
    all = bytes;
    at = from;
    end = to;
  }

  int at() {
    return at;
  }

  boolean atEnd() {
    return at == end;
  }

  long codec() {
    return codec;
  }

  /** That of the block, or -1. */
  long size() {
    return size;
  }

  void entry() {
    how = byteAt(at++);
    int code = how & BlockListForm.CODEC_MASK;
    if ((how & ~BlockListForm.KNOWN_BITS) != 0
        || (code >= BlockListForm.CODECS.length && code != BlockListForm.OTHER_CODEC)) {
      throw new MalformedBlockList("a block is written in a way that is not known");
    }
    codec = code == BlockListForm.OTHER_CODEC ? number() : BlockListForm.CODECS[code];
    boolean usual = (how & BlockListForm.OTHER_HASH) == 0;
    hash = usual ? Multihash.SHA2_256 : number();
    long digest = usual ? BlockListForm.USUAL_DIGEST : number();
    checkShortest(code, usual, digest);
    size = sized();
    digestAt = at;
    if (digest > end - at) {
      throw new MalformedBlockList("it ends within a block");
    }
    at += (int) digest;
  }

  /** What has a short form is written in it, and what is stored nowhere is not written. */
  private void checkShortest(int code, boolean usual, long digest) {
    boolean longCodec = code == BlockListForm.OTHER_CODEC && BlockListForm.isUsual(codec);
    boolean longHash = !usual && hash == Multihash.SHA2_256 && digest == BlockListForm.USUAL_DIGEST;
    boolean strangeZero = code == BlockListForm.VERSION_0 && !usual;
    if (longCodec || longHash || strangeZero || hash == Multihash.IDENTITY) {
      throw new MalformedBlockList("a block is written in a way that none is written");
    }
  }

  private long sized() {
    return switch (how & (BlockListForm.SIZE_GIVEN | BlockListForm.SIZE_AS_BEFORE)) {
      case 0 -> -1;
      case BlockListForm.SIZE_GIVEN -> {
        long given = number();
        if (given > Block.MOST_BYTES || given == lastSize) {
          throw new MalformedBlockList("a block has %d bytes".formatted(given));
        }
        lastSize = given;
        yield lastSize;
      }
      case BlockListForm.SIZE_AS_BEFORE -> {
        if (lastSize < 0) {
          throw new MalformedBlockList("a block is as large as the one before, which has no size");
        }
        yield lastSize;
      }
      default -> throw new MalformedBlockList("a block has two sizes");
    };
  }

  Cid cid() {
    try {
      Multihash multihash = new Multihash(hash, Arrays.copyOfRange(all, digestAt, at));
      return (how & BlockListForm.CODEC_MASK) == BlockListForm.VERSION_0
          ? Cid.decode(multihash.bytes())
          : Cid.of(codec, multihash);
    } catch (MalformedCid wrong) {
      throw new MalformedBlockList("a block has no name: " + wrong.getMessage());
    }
  }

  long fingerprint() {
    if ((how & BlockListForm.OTHER_HASH) != 0) {
      return new Multihash(hash, Arrays.copyOfRange(all, digestAt, at)).fingerprint();
    }
    long first = 0;
    for (int i = digestAt; i < digestAt + Long.BYTES; i++) {
      first = first << Byte.SIZE | (all[i] & 0xff);
    }
    return first;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      int next = byteAt(at++);
      value |= (long) (next & 0x7f) << shift;
      if ((next & 0x80) == 0) {
        if (next == 0 && shift > 0) {
          throw new MalformedBlockList("a number is longer than it need be");
        }
        return value;
      }
    }
    throw new MalformedBlockList("a number is too long");
  }

  private int byteAt(int place) {
    if (place >= end) {
      throw new MalformedBlockList("it ends within a block");
    }
    return all[place] & 0xff;
  }
}
