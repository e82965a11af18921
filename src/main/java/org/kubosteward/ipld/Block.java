package org.kubosteward.ipld;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Bytes under their CID. There is none whose hash was not computed here, so whoever holds one need
 * not ask where it came from.
 */
public final class Block {
  /** Bytes of a block at the most: no IPFS implementation has to read a larger one. */
  public static final int MOST_BYTES = 2 << 20;

  private final Cid cid;
  private final byte[] bytes;

  /** Where it begins in the array: a block of a CAR is not copied out of it. */
  private final int from;

  private Block(Cid cid, byte[] bytes) {
    this(cid, bytes, 0);
  }

  private Block(Cid cid, byte[] bytes, int from) {
    this.cid = cid;
    this.bytes = bytes;
    this.from = from;
  }

  /**
   * The block of that CID, if it is these bytes. It keeps the array, which nobody writes to from
   * then on.
   *
   * @throws CorruptBlock when the CID names other bytes
   * @throws Unsupported when that cannot be told
   * @throws LimitExceeded when they are more than {@link #MOST_BYTES}
   */
  public static Block verified(Cid cid, byte[] bytes) {
    return verified(cid, bytes, 0);
  }

  /** The same of the bytes from there to the end of the array. */
  static Block verified(Cid cid, byte[] bytes, int from) {
    bounded(cid, bytes.length - from);
    Multihash expected = cid.multihash();
    HashFunction hash =
        HashFunction.of(expected.code())
            .orElseThrow(
                () ->
                    new Unsupported(
                        "block %s is named by hash 0x%x, which is not computed here"
                            .formatted(cid, expected.code())));
    if (!hash.matches(expected, bytes, from)) {
      throw new CorruptBlock(
          "block %s: the %d bytes have another hash".formatted(cid, bytes.length - from));
    }
    return new Block(cid, bytes, from);
  }

  /**
   * The block that these bytes are in that codec, with a CID of version 1. It keeps the array.
   *
   * @throws LimitExceeded when they are too many
   */
  public static Block of(long codec, HashFunction hash, byte[] bytes) {
    Cid cid = Cid.of(codec, hash.name(bytes));
    bounded(cid, bytes.length);
    return new Block(cid, bytes);
  }

  /** The same of {@link Cid#DAG_PB} with a CID of version 0, which is always a SHA2-256. */
  public static Block zero(byte[] bytes) {
    Cid cid = Cid.zero(HashFunction.SHA2_256.name(bytes));
    bounded(cid, bytes.length);
    return new Block(cid, bytes);
  }

  /** The block that stands in the CID itself and is stored nowhere, if it is such a CID. */
  public static Optional<Block> within(Cid cid) {
    return cid.multihash().code() == Multihash.IDENTITY
        ? Optional.of(new Block(cid, cid.multihash().digest()))
        : Optional.empty();
  }

  private static void bounded(Cid cid, int size) {
    if (size > MOST_BYTES) {
      throw new LimitExceeded(
          "block %s has %d bytes; %d are read".formatted(cid, size, MOST_BYTES));
    }
  }

  /** Its name. */
  public Cid cid() {
    return cid;
  }

  /** How many bytes it has. */
  public int size() {
    return bytes.length - from;
  }

  /** Its bytes, uncopied; they cannot be written to. */
  public ByteBuffer data() {
    return ByteBuffer.wrap(bytes, from, size()).slice().asReadOnlyBuffer();
  }

  /** To read its bytes from the front, told of as a malformed block. */
  Bytes reader() {
    return new Bytes(
        bytes, from, bytes.length, why -> new MalformedBlock("block %s: %s".formatted(cid, why)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block block && cid.equals(block.cid);
  }

  @Override
  public int hashCode() {
    return cid.hashCode();
  }

  @Override
  public String toString() {
    return "%s (%d bytes)".formatted(cid, size());
  }
}
