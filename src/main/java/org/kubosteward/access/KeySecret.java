package org.kubosteward.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What opens with a key. It begins with {@code ks_}, by which people and scanners of repositories
 * know it, and has 256 random bits. So its SHA-256 is enough at rest: slow hashes are for
 * passwords, which can be guessed.
 */
public record KeySecret(String text) {
  private static final String PREFIX = "ks_";
  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("ks_[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A new one. */
  static KeySecret random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new KeySecret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Whether it may be one: what is none needs no look-up. */
  static boolean looksLikeOne(String text) {
    return FORM.matcher(text).matches();
  }

  /** What is kept of it. */
  static String digest(String text) {
    return HexFormat.of().formatHex(Tokens.digest(text));
  }

  /** Not the secret, which must not come into a log. */
  @Override
  public String toString() {
    return PREFIX + "...";
  }
}
