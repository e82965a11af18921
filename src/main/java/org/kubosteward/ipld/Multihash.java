package org.kubosteward.ipld;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The name of a block by its content alone: which hash, and what it gives. Two CIDs of one
 * multihash name the same bytes, whatever their version, codec and base.
 */
public final class Multihash implements Comparable<Multihash> {
  /** Not a hash: the digest is the content itself. */
  public static final long IDENTITY = 0x00;

  public static final long SHA2_256 = 0x12;

  /**
   * Bytes of a digest at the most: kubo's own bound for {@link #IDENTITY}, and no hash is longer.
   */
  public static final int MOST_BYTES = 128;

  /** kubo takes no shorter digest for a name. */
  private static final int LEAST_BYTES = 20;

  private final long code;
  private final byte[] digest;

  /**
   * A digest of the hash with this multicodec code.
   *
   * @throws MalformedCid when no such hash has a digest of so many bytes
   */
  public Multihash(long code, byte[] digest) {
    if (code < 0) {
      throw new MalformedCid("the code of a hash is not below zero");
    }
    int least = code == IDENTITY ? 0 : LEAST_BYTES;
    int most = longest(code);
    if (digest.length < least || digest.length > most) {
      throw new MalformedCid(
          "the digest has %d bytes; of hash 0x%x it has from %d to %d"
              .formatted(digest.length, code, least, most));
    }
    this.code = code;
    this.digest = digest.clone();
  }

  /** A digest may be cut short, and never be longer than what its hash gives. */
  private static int longest(long code) {
    if (code > 0xb200 && code <= 0xb240) {
      return (int) (code - 0xb200); // BLAKE2b, by its length
    }
    if (code > 0xb240 && code <= 0xb260) {
      return (int) (code - 0xb240); // BLAKE2s
    }
    return switch ((int) Math.min(code, Integer.MAX_VALUE)) {
      case 0x11 -> 20; // SHA-1
      case 0x12, 0x16, 0x1b -> 32; // SHA2-256, SHA3-256, Keccak-256
      case 0x15, 0x1c, 0x20 -> 48; // SHA3-384, Keccak-384, SHA2-384
      case 0x13, 0x14, 0x1d -> 64; // SHA2-512, SHA3-512, Keccak-512
      default -> MOST_BYTES;
    };
  }

  /**
   * The multihash that is all that {@code in} still holds.
   *
   * @throws MalformedCid when it is not whole, or not alone
   */
  static Multihash read(Bytes in) {
    long code = Varint.read(in, "the code of its hash");
    long length = Varint.read(in, "the length of its digest");
    if (length != in.left()) {
      throw new MalformedCid(
          "its digest is said to have %d bytes and has %d".formatted(length, in.left()));
    }
    return new Multihash(code, in.rest());
  }

  /**
   * The multihash that {@code in} goes on with; there may be more behind it.
   *
   * @throws MalformedCid when it is not whole
   */
  static Multihash readFirst(Bytes in) {
    long code = Varint.read(in, "the code of its hash");
    long length = Varint.read(in, "the length of its digest");
    return new Multihash(code, in.part(length, "its digest").rest());
  }

  /** Which hash, as the multicodec table numbers them. */
  public long code() {
    return code;
  }

  /** What the hash gives, in a copy. */
  public byte[] digest() {
    return digest.clone();
  }

  /** Bytes of its digest. */
  int size() {
    return digest.length;
  }

  /** Whether its digest is the beginning of that one: it may have been cut short. */
  boolean begins(byte[] full) {
    return Arrays.equals(digest, 0, digest.length, full, 0, Math.min(digest.length, full.length));
  }

  /** As it stands in a CID. */
  public byte[] bytes() {
    return Bytes.joined(Varint.of(code), Varint.of(digest.length), digest);
  }

  /**
   * 64 bits that stand for it where millions are held: the first of its digest. To find a second
   * content with those of a given one takes 2^64 tries; only who makes both can make two alike, and
   * of them loses nobody but himself. What is no hash, or a shorter one, is hashed first.
   */
  public long fingerprint() {
    boolean tooShort = digest.length < Long.BYTES;
    byte[] hash = code == IDENTITY || tooShort ? sha256(digest) : digest;
    long first = 0;
    for (int at = 0; at < Long.BYTES; at++) {
      first = first << Byte.SIZE | (hash[at] & 0xff);
    }
    return first;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }

  @Override
  public int compareTo(Multihash other) {
    int byCode = Long.compare(code, other.code);
    return byCode != 0 ? byCode : Arrays.compareUnsigned(digest, other.digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Multihash hash
        && code == hash.code
        && Arrays.equals(digest, hash.digest);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(code) + Arrays.hashCode(digest);
  }

  /** Its bytes in hexadecimal, in which there is one way to write it. */
  @Override
  public String toString() {
    return HexFormat.of().formatHex(bytes());
  }
}
