package org.kubosteward.console;

import java.util.Set;

/** What somebody wrote: whether the record can hold it, and whether a person can read it. */
final class Wording {
  /** Letters by their class that are shown as nothing: the fillers of Hangul. */
  private static final Set<Integer> FILLERS = Set.of(0x115f, 0x1160, 0x3164, 0xffa0);

  private Wording() {}

  /** Whether a database holds it as it is: no NUL, no half of a character. */
  static boolean keepable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }

  /** Whether there is a letter or a digit to see in it. */
  static boolean readable(String text) {
    return text.codePoints().anyMatch(c -> Character.isLetterOrDigit(c) && !FILLERS.contains(c));
  }
}
