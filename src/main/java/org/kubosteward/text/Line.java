package org.kubosteward.text;

/** Text of others on one line, so that it cannot pass for a line of ours or move a cursor. */
public final class Line {
  private static final int PARAGRAPH_SEPARATOR = 0x2029;
  private static final int LINE_SEPARATOR = 0x2028;

  private Line() {}

  /**
   * The text with line breaks, terminal escapes, controls of direction and characters that nobody
   * sees written as their escapes. Text that has none is answered as it is.
   */
  public static String of(String text) {
    int at = 0;
    while (at < text.length() && plain(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    if (at == text.length()) {
      return text;
    }
    StringBuilder line = new StringBuilder(text.length() + 16).append(text, 0, at);
    while (at < text.length()) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (plain(c)) {
        line.appendCodePoint(c);
      } else {
        line.append(escape(c));
      }
    }
    return line.toString();
  }

  private static boolean plain(int c) {
    int type = Character.getType(c);
    return type != Character.CONTROL
        && type != Character.FORMAT
        && type != Character.SURROGATE
        && c != LINE_SEPARATOR
        && c != PARAGRAPH_SEPARATOR;
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c > 0xffff ? "\\u{%x}".formatted(c) : "\\u%04x".formatted(c);
    };
  }
}
