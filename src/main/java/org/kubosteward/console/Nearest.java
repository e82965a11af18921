package org.kubosteward.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
public final class Nearest {
  /** Longer input is not compared: the distance takes time in the square of the length. */
  private static final int LONGEST = 80;

  private Nearest() {}

  /** The name with the fewest edits from {@code typed}, if that is less than half of it. */
  static Optional<String> to(String typed, Collection<String> names) {
    if (typed.length() > LONGEST) {
      return Optional.empty();
    }
    String wanted = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(name -> 2 * distance(wanted, name.toLowerCase(Locale.ROOT)) <= wanted.length() + 1);
  }

  /** {@code ; did you mean X?} or nothing. */
  public static String hint(String typed, Collection<String> names) {
    return to(typed, names).map(name -> "; did you mean " + name + "?").orElse("");
  }

  /** How many letters have to change (Levenshtein). */
  public static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
