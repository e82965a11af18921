package org.kubosteward.remedy;

import org.kubosteward.fleet.Version.Minor;

/**
 * A fault of kubo that an action sets off.
 *
 * @param first the first version that has it; {@link Minor#UNKNOWN} for all up to the last
 * @param last the last version that has it
 * @param what what happens, the end of a sentence
 * @param source where it is told
 */
public record Hazard(Minor first, Minor last, String what, String source) {
  /** Whether that version has it; one that did not parse may. */
  public boolean in(Minor version) {
    return version.equals(Minor.UNKNOWN)
        || (version.compareTo(first) >= 0 && version.compareTo(last) <= 0);
  }

  /** The versions that have it, {@code 0.37 to 0.42}. */
  public String versions() {
    return first.equals(Minor.UNKNOWN)
        ? "%s and older".formatted(last)
        : "%s to %s".formatted(first, last);
  }
}
