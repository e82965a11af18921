package org.kubosteward.ipld;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.Blake3Digest;

/** The hashes by which blocks are checked and named here. */
public enum HashFunction {
  /** Not a hash: the digest is the content, of {@link Multihash#MOST_BYTES} at the most. */
  IDENTITY(Multihash.IDENTITY, "identity", Multihash.MOST_BYTES),
  SHA2_256(Multihash.SHA2_256, "SHA-256", 32),
  SHA2_512(0x13, "SHA-512", 64),
  SHA3_512(0x14, "SHA3-512", 64),
  SHA3_384(0x15, "SHA3-384", 48),
  SHA3_256(0x16, "SHA3-256", 32),
  SHA3_224(0x17, "SHA3-224", 28),
  BLAKE2B_256(0xb220, "BLAKE2b-256", 32),
  /** Of 32 bytes where blocks are named; others may name them by up to 128. */
  BLAKE3(0x1e, "BLAKE3", 32);

  private static final int BITS_OF_BLAKE2B = 256;

  private final long code;
  private final String algorithm;
  private final int size;

  HashFunction(long code, String algorithm, int size) {
    this.code = code;
    this.algorithm = algorithm;
    this.size = size;
  }

  /** Its number in the multicodec table. */
  public long code() {
    return code;
  }

  /** The one with that number in the multicodec table. */
  public static Optional<HashFunction> of(long code) {
    return Arrays.stream(values()).filter(hash -> hash.code == code).findFirst();
  }

  /**
   * The name of these bytes.
   *
   * @throws LimitExceeded when they are to be their own name and are longer than a name may be
   */
  public Multihash name(byte[] bytes) {
    if (this == IDENTITY && bytes.length > Multihash.MOST_BYTES) {
      throw new LimitExceeded(
          "%d bytes are to stand in a CID, which takes %d: choose a hash"
              .formatted(bytes.length, Multihash.MOST_BYTES));
    }
    return new Multihash(code, digest(bytes, 0, size));
  }

  /**
   * Whether that digest, which is of this hash and may be cut short, is that of these bytes, from
   * there to their end.
   */
  boolean matches(Multihash expected, byte[] bytes, int from) {
    if (this == IDENTITY) {
      return expected.size() == bytes.length - from && expected.begins(digest(bytes, from, size));
    }
    return expected.begins(digest(bytes, from, this == BLAKE3 ? expected.size() : size));
  }

  private byte[] digest(byte[] bytes, int from, int length) {
    return switch (this) {
      case IDENTITY -> Arrays.copyOfRange(bytes, from, bytes.length);
      case BLAKE2B_256 -> finished(new Blake2bDigest(BITS_OF_BLAKE2B), bytes, from);
      case BLAKE3 -> blake3(bytes, from, length);
      default -> ofTheJdk(bytes, from);
    };
  }

  private byte[] ofTheJdk(byte[] bytes, int from) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(bytes, from, bytes.length - from);
      return digest.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("This Java has no " + algorithm, missing);
    }
  }

  private static byte[] finished(Digest digest, byte[] bytes, int from) {
    byte[] result = new byte[digest.getDigestSize()];
    digest.update(bytes, from, bytes.length - from);
    digest.doFinal(result, 0);
    return result;
  }

  private static byte[] blake3(byte[] bytes, int from, int length) {
    Blake3Digest digest = new Blake3Digest();
    byte[] result = new byte[length];
    digest.update(bytes, from, bytes.length - from);
    digest.doFinal(result, 0, length);
    return result;
  }
}
