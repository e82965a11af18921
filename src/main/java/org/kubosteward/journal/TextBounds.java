package org.kubosteward.journal;

/** How long the texts of the record may be; the columns are as long as these. */
final class TextBounds {
  /** A subject in words: two node names and what joins them. */
  static final int WORDS = 1000;

  /** A node's name; Kubernetes allows 253. */
  static final int NODE = 500;

  /** An action in words: its label and two node names. */
  static final int ACTION = 1500;

  /** A guard's name. */
  static final int GUARD = 100;

  /** A reason or a detail: a sentence or three. */
  static final int SENTENCE = 2000;

  /** Who asked. */
  static final int AUTHOR = 200;

  /** The id of a silence; Alertmanager gives UUIDs. */
  static final int SILENCE = 100;

  /** One value of the evidence. */
  static final int EVIDENCE_VALUE = 500;

  /** Entries of the evidence that are kept, the first in name order. */
  static final int EVIDENCE_ENTRIES = 50;

  private TextBounds() {}

  /**
   * The text, its end replaced by an ellipsis when it is longer than that. NUL goes: PostgreSQL
   * takes none.
   */
  static String cut(String text, int max) {
    String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    if (clean.length() <= max) {
      return clean;
    }
    int end = max - 1;
    if (Character.isHighSurrogate(clean.charAt(end - 1))) {
      end--;
    }
    return clean.substring(0, end) + "…";
  }
}
