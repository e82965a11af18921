package org.kubosteward.roster;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.stream.Stream;

/** Whether a node is to be asked for content. */
public enum Use {
  /** As any other. */
  YES,
  /** Only when no other one has it. */
  LAST_RESORT,
  /** Not at all. */
  NO;

  /** Its word on the wire: {@code yes}, {@code last-resort}, {@code no}. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one of that word; a word that only a newer plane knows counts as a last resort. */
  @JsonCreator
  public static Use of(String label) {
    return Stream.of(values())
        .filter(use -> use.label().equals(label))
        .findFirst()
        .orElse(LAST_RESORT);
  }

  /** The more cautious of the two. */
  Use and(Use other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
