package org.kubosteward.journal;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.UUID;

/** Names for requests that nobody guesses: UUIDs of random bits, version 4, variant 2. */
public final class RequestIds {
  private static final long VERSION_MASK = 0xffff_ffff_ffff_0fffL;
  private static final long VERSION = 0x4000L;
  private static final long VARIANT_MASK = 0x3fff_ffff_ffff_ffffL;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final SecureRandom random = new SecureRandom();

  /** The next one. */
  public String next() {
    byte[] bytes = new byte[2 * Long.BYTES];
    random.nextBytes(bytes);
    ByteBuffer bits = ByteBuffer.wrap(bytes);
    long most = (bits.getLong() & VERSION_MASK) | VERSION;
    return new UUID(most, (bits.getLong() & VARIANT_MASK) | VARIANT).toString();
  }
}
