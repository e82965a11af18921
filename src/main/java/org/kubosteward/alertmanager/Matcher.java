package org.kubosteward.alertmanager;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One condition of a silence on one label.
 *
 * @param regex whether the value is a regular expression, anchored at both ends
 * @param equal whether the label must match; else it must not
 */
public record Matcher(String name, String value, boolean regex, boolean equal) {
  /** What is no more than words and a beginning is told safely; the rest would take an engine. */
  private static final Pattern WORD = Pattern.compile("[\\w/: -]*");

  /** That the label has that value. */
  static Matcher is(String name, String value) {
    return new Matcher(name, value, false, true);
  }

  /**
   * Whether a label of that value passes. A regular expression that is more than a list of words,
   * each with {@code .*} or {@code .+} at its end or not, counts as passed: a silence too many is
   * shown rather than one too few.
   */
  boolean passes(String label) {
    if (!regex) {
      return value.equals(label) == equal;
    }
    boolean simple = words().allMatch(word -> WORD.matcher(stem(word)).matches());
    return !simple || words().anyMatch(word -> fits(word, label)) == equal;
  }

  private Stream<String> words() {
    return Stream.of(value.split("\\|", -1));
  }

  private static boolean fits(String word, String label) {
    String stem = stem(word);
    return stem.equals(word)
        ? label.equals(stem)
        : label.startsWith(stem) && (word.endsWith(".*") || label.length() > stem.length());
  }

  private static String stem(String word) {
    return word.endsWith(".*") || word.endsWith(".+") ? word.substring(0, word.length() - 2) : word;
  }
}
