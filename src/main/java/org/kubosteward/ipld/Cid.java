package org.kubosteward.ipld;

/**
 * A content identifier. Equal are two of the same version, codec and hash; whether they name the
 * same bytes is told by their {@link #multihash}.
 */
public final class Cid {
  /** The codec of bytes that are taken as they are: nothing hangs below them. */
  public static final long RAW = 0x55;

  /** The codec of files and directories, and of all CIDs of version 0. */
  public static final long DAG_PB = 0x70;

  /** Characters of a text at the most: the longest that kubo writes have some 210. */
  public static final int MOST_CHARS = 256;

  /** Version 0 is a SHA2-256 in base58, of which the first two characters are always these. */
  private static final String VERSION_0 = "Qm";

  private static final int VERSION_0_CHARS = 46;
  private static final int VERSION_0_BYTES = 34;
  private static final int SHA2_256_BYTES = 32;

  private final int version;
  private final long codec;
  private final Multihash multihash;

  private Cid(int version, long codec, Multihash multihash) {
    this.version = version;
    this.codec = codec;
    this.multihash = multihash;
  }

  /** The CID of version 1 with that codec and hash. */
  public static Cid of(long codec, Multihash multihash) {
    if (codec < 0) {
      throw new MalformedCid("a codec is not below zero");
    }
    return new Cid(1, codec, multihash);
  }

  /** The CID of version 0 with that hash, which is a SHA2-256 of 32 bytes. */
  static Cid zero(Multihash multihash) {
    if (multihash.code() != Multihash.SHA2_256 || multihash.size() != SHA2_256_BYTES) {
      throw new MalformedCid("version 0 is a SHA2-256 of 32 bytes and nothing else");
    }
    return new Cid(0, DAG_PB, multihash);
  }

  /**
   * The CID that this text is, and all of it: no path before or behind it, no space.
   *
   * @throws MalformedCid saying why it is none
   */
  public static Cid parse(String text) {
    if (text.isEmpty()) {
      throw new MalformedCid("it is empty");
    }
    if (text.length() > MOST_CHARS) {
      throw new MalformedCid(
          "it has %d characters; a CID has at most %d".formatted(text.length(), MOST_CHARS));
    }
    if (text.charAt(0) == '/') {
      throw new MalformedCid("it is a path; write the CID in it alone");
    }
    return text.startsWith(VERSION_0) ? parseZero(text) : parseOne(text);
  }

  private static Cid parseZero(String text) {
    if (text.length() != VERSION_0_CHARS) {
      throw new MalformedCid(
          "it begins with Qm, as version 0 does, and has %d characters; version 0 has %d"
              .formatted(text.length(), VERSION_0_CHARS));
    }
    byte[] bytes = Multibase.BASE58BTC.decode(text);
    if (!isZero(bytes)) {
      throw new MalformedCid("it begins with Qm, and is no SHA2-256 of 32 bytes");
    }
    return decode(bytes);
  }

  private static Cid parseOne(String text) {
    char prefix = text.charAt(0);
    Multibase base =
        Multibase.of(prefix)
            .orElseThrow(
                () ->
                    new MalformedCid(
                        "it begins with neither Qm nor the prefix of a base that is read here (%s)"
                            .formatted(Multibase.prefixes())));
    byte[] bytes = base.decode(text.substring(1));
    if (isZero(bytes)) {
      throw new MalformedCid("it is of version 0, which has no prefix of a base");
    }
    return decode(bytes);
  }

  /**
   * The CID that these bytes are, and all of them.
   *
   * @throws MalformedCid saying why they are none
   */
  public static Cid decode(byte[] bytes) {
    Bytes in = new Bytes(bytes);
    if (isZero(bytes)) {
      return new Cid(0, DAG_PB, Multihash.read(in));
    }
    long version = Varint.read(in, "its version");
    if (version != 1) {
      throw new MalformedCid("it says that its version is %d; 1 is known".formatted(version));
    }
    return new Cid(1, Varint.read(in, "its codec"), Multihash.read(in));
  }

  /** The CID that {@code in} goes on with; there may be more behind it. */
  static Cid readFirst(Bytes in) {
    long version = Varint.read(in, "its version");
    if (version == Multihash.SHA2_256) {
      if (Varint.read(in, "the length of its digest") != SHA2_256_BYTES) {
        throw new MalformedCid("it begins as version 0 does, and is no SHA2-256 of 32 bytes");
      }
      byte[] digest = in.part(SHA2_256_BYTES, "its digest").rest();
      return new Cid(0, DAG_PB, new Multihash(Multihash.SHA2_256, digest));
    }
    if (version != 1) {
      throw new MalformedCid("it says that its version is %d; 1 is known".formatted(version));
    }
    return new Cid(1, Varint.read(in, "its codec"), Multihash.readFirst(in));
  }

  private static boolean isZero(byte[] bytes) {
    return bytes.length == VERSION_0_BYTES
        && bytes[0] == Multihash.SHA2_256
        && bytes[1] == SHA2_256_BYTES;
  }

  /** 0 or 1. */
  public int version() {
    return version;
  }

  /** What its bytes are to be read as, as the multicodec table numbers it. */
  public long codec() {
    return codec;
  }

  /** Which bytes it names. */
  public Multihash multihash() {
    return multihash;
  }

  /**
   * 64 bits that stand for what its recursive pin keeps: the same for every CID of one hash, but
   * for {@link #RAW}, whose pin keeps that block alone and nothing below it. See {@link
   * Multihash#fingerprint}.
   */
  public long pinFingerprint() {
    return codec == RAW ? ~multihash.fingerprint() : multihash.fingerprint();
  }

  /** How many {@link #bytes} it has. */
  public int size() {
    int hash = Varint.size(multihash.code()) + Varint.size(multihash.size()) + multihash.size();
    return version == 0 ? hash : Varint.size(version) + Varint.size(codec) + hash;
  }

  /** As it stands in a link of a DAG. */
  public byte[] bytes() {
    return version == 0
        ? multihash.bytes()
        : Bytes.joined(Varint.of(version), Varint.of(codec), multihash.bytes());
  }

  /** Its text in that base, as version 1, for version 0 has one text only. */
  public String text(Multibase base) {
    return base.prefix() + base.encode(canonical().bytes());
  }

  /**
   * The one CID for all that are kept alike: of version 1, with the same codec and hash. Its {@link
   * #toString} is in base32, whatever base and version it was written in.
   */
  public Cid canonical() {
    return version == 1 ? this : of(codec, multihash);
  }

  /** Its text as kubo prints it. */
  @Override
  public String toString() {
    return version == 0 ? Multibase.BASE58BTC.encode(bytes()) : text(Multibase.BASE32);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cid cid
        && version == cid.version
        && codec == cid.codec
        && multihash.equals(cid.multihash);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * version + Long.hashCode(codec)) + multihash.hashCode();
  }
}
