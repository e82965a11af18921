package org.kubosteward.gateway.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A part of a resumable upload, as its request announces it.
 *
 * @param offset at which it begins
 * @param checksum of its bytes, if it says one
 */
record TusPart(long offset, Optional<Checksum> checksum) {
  /** By the names that tus has for them. */
  private static final Map<String, String> ALGORITHMS =
      new TreeMap<>(Map.of("sha1", "SHA-1", "sha256", "SHA-256"));

  /** The names, with commas between them. */
  static final String NAMES = String.join(",", ALGORITHMS.keySet());

  /**
   * What its bytes are to hash to.
   *
   * @param algorithm as Java names it
   * @param digest in hexadecimal digits
   */
  record Checksum(String algorithm, String digest) {
    MessageDigest start() {
      try {
        return MessageDigest.getInstance(algorithm);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has " + algorithm, e);
      }
    }
  }

  /**
   * Reads the headers {@code Upload-Offset} and {@code Upload-Checksum}.
   *
   * @throws UploadRefused saying which of them cannot be read
   */
  static TusPart of(@Nullable String offset, @Nullable String checksum) {
    return new TusPart(
        TusHeaders.number("Upload-Offset", offset),
        Optional.ofNullable(checksum).map(TusPart::checksum));
  }

  private static Checksum checksum(String header) {
    String[] words = header.strip().split(" +", -1);
    String algorithm = ALGORITHMS.get(words[0]);
    if (words.length != 2 || algorithm == null) {
      throw UploadRefused.badRequest(
          "Upload-Checksum is an algorithm (%s), a space and the digest in Base64"
              .formatted(NAMES));
    }
    try {
      return new Checksum(
          algorithm, HexFormat.of().formatHex(Base64.getDecoder().decode(words[1])));
    } catch (IllegalArgumentException notBase64) {
      throw UploadRefused.badRequest("the digest of Upload-Checksum is no Base64");
    }
  }
}
