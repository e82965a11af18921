package org.kubosteward.ipld;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The alphabets in which kubo prints CIDs. Each reads what it writes and nothing else: no capitals
 * where it has none, no padding, no bits left over.
 */
public enum Multibase {
  /** Hexadecimal. */
  BASE16('f', "0123456789abcdef"),
  /** As kubo prints CIDs of version 0, there without the prefix. */
  BASE58BTC('z', "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"),
  /** As kubo prints CIDs of version 1. */
  BASE32('b', "abcdefghijklmnopqrstuvwxyz234567"),
  /** As kubo prints names of IPNS. */
  BASE36('k', "0123456789abcdefghijklmnopqrstuvwxyz"),
  BASE64URL('u', "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

  private static final int BYTE = 256;
  private static final int ASCII = 128;

  private final char prefix;
  private final String alphabet;
  private final byte[] values = new byte[ASCII];

  Multibase(char prefix, String alphabet) {
    this.prefix = prefix;
    this.alphabet = alphabet;
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
  }

  /** The character that stands before a text in this base. */
  public char prefix() {
    return prefix;
  }

  /** The base of that prefix. */
  public static Optional<Multibase> of(char prefix) {
    return Arrays.stream(values()).filter(base -> base.prefix == prefix).findFirst();
  }

  /** All prefixes, for a sentence. */
  static String prefixes() {
    return Arrays.stream(values())
        .map(base -> String.valueOf(base.prefix))
        .collect(Collectors.joining(", "));
  }

  /** The text of these bytes, without the prefix. */
  public String encode(byte[] bytes) {
    return powerOfTwo() ? encodeBits(bytes) : encodeNumber(bytes);
  }

  /**
   * The bytes of this text, which has no prefix.
   *
   * @throws MalformedCid naming the first character that is wrong
   */
  public byte[] decode(String text) {
    return powerOfTwo() ? decodeBits(text) : decodeNumber(text);
  }

  private boolean powerOfTwo() {
    return Integer.bitCount(alphabet.length()) == 1;
  }

  private int bits() {
    return Integer.numberOfTrailingZeros(alphabet.length());
  }

  private int value(String text, int at) {
    char c = text.charAt(at);
    int value = c < ASCII ? values[c] : -1;
    if (value < 0) {
      throw new MalformedCid(
          "character %d behind the prefix, %s, is none of %s"
              .formatted(at + 1, printed(c), name().toLowerCase(Locale.ROOT)));
    }
    return value;
  }

  private static String printed(char c) {
    return c > ' ' && c < ASCII - 1 ? "'" + c + "'" : "U+%04X".formatted((int) c);
  }

  private String encodeBits(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length * Byte.SIZE / bits() + 1);
    int pending = 0;
    int have = 0;
    for (byte next : bytes) {
      pending = (pending << Byte.SIZE) | (next & 0xff);
      have += Byte.SIZE;
      while (have >= bits()) {
        have -= bits();
        text.append(alphabet.charAt((pending >>> have) & (alphabet.length() - 1)));
      }
      pending &= (1 << have) - 1;
    }
    if (have > 0) {
      text.append(alphabet.charAt((pending << (bits() - have)) & (alphabet.length() - 1)));
    }
    return text.toString();
  }

  private byte[] decodeBits(String text) {
    byte[] bytes = new byte[text.length() * bits() / Byte.SIZE];
    int pending = 0;
    int have = 0;
    int size = 0;
    for (int at = 0; at < text.length(); at++) {
      pending = (pending << bits()) | value(text, at);
      have += bits();
      if (have >= Byte.SIZE) {
        have -= Byte.SIZE;
        bytes[size++] = (byte) (pending >>> have);
        pending &= (1 << have) - 1;
      }
    }
    if (have >= bits() || pending != 0) {
      throw new MalformedCid("its last character holds bits of no byte: it is cut off or changed");
    }
    return bytes;
  }

  /** Leading zero bytes are as many leading zero digits; the rest is one number. */
  private String encodeNumber(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    byte[] number = bytes.clone();
    StringBuilder reversed = new StringBuilder();
    for (int from = zeros; from < number.length; ) {
      int rest = 0;
      for (int at = from; at < number.length; at++) {
        int part = rest * BYTE + (number[at] & 0xff);
        number[at] = (byte) (part / alphabet.length());
        rest = part % alphabet.length();
      }
      reversed.append(alphabet.charAt(rest));
      from += number[from] == 0 ? 1 : 0;
    }
    reversed.append(String.valueOf(alphabet.charAt(0)).repeat(zeros));
    return reversed.reverse().toString();
  }

  private byte[] decodeNumber(String text) {
    int zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == alphabet.charAt(0)) {
      zeros++;
    }
    byte[] number = new byte[text.length()];
    int from = number.length;
    for (int at = zeros; at < text.length(); at++) {
      int carry = value(text, at);
      for (int digit = number.length - 1; digit >= from || carry > 0; digit--) {
        int part = (number[digit] & 0xff) * alphabet.length() + carry;
        number[digit] = (byte) part;
        carry = part / BYTE;
        from = Math.min(from, digit);
      }
    }
    return Arrays.copyOfRange(number, from - zeros, number.length);
  }
}
