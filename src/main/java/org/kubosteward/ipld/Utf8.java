package org.kubosteward.ipld;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Texts as the bytes that are hashed. */
final class Utf8 {
  private Utf8() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Bytes of it. */
  static int size(String text) {
    int size = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c < 0x80) {
        size++;
      } else if (c < 0x800) {
        size += 2;
      } else if (Character.isHighSurrogate(c)) {
        size += 4;
        at++;
      } else {
        size += 3;
      }
    }
    return size;
  }

  /** By bytes. Strings of Java compare otherwise where a character has two halves. */
  static int compare(String one, String other) {
    return Arrays.compareUnsigned(bytes(one), bytes(other));
  }
}
