package org.kubosteward.probe;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Consumer;
import org.kubosteward.fleet.Roots;

/** Makes {@link Roots} of CIDs, under a key of this run of the plane. */
final class Fingerprints {
  private static final int KEY_BYTES = 16;

  private final byte[] key = new byte[KEY_BYTES];

  Fingerprints() {
    new SecureRandom().nextBytes(key);
  }

  Taker taker() {
    return new Taker();
  }

  /** Takes the CIDs of one node, one after the other, and holds a bounded number of them. */
  final class Taker implements Consumer<String> {
    private final MessageDigest digest = sha256();
    private long[] taken = new long[64];
    private int count;

    @Override
    public void accept(String cid) {
      if (count > Roots.MOST) {
        return;
      }
      if (count == taken.length) {
        taken = Arrays.copyOf(taken, 2 * count);
      }
      digest.update(key);
      byte[] hash = digest.digest(cid.getBytes(StandardCharsets.US_ASCII));
      taken[count++] = ByteBuffer.wrap(hash).getLong();
    }

    /** What was taken; untold when it was more than {@link Roots#MOST}. */
    Roots roots() {
      return Roots.of(Arrays.copyOf(taken, count));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
