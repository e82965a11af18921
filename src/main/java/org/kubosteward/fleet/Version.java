package org.kubosteward.fleet;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * kubo's version as {@code version} tells it: the release ({@code 0.43.0}), the repository version
 * and the platform.
 */
public record Version(String release, String repo, String system) {
  /** Nine digits fit an int; a node may say anything, and must not stop the round with it. */
  private static final Pattern NUMBERS = Pattern.compile("^(\\d{1,9})\\.(\\d{1,9})(?!\\d)");

  /** Major and minor number, comparable; {@code 0.0} when the release does not parse. */
  public Minor minor() {
    Matcher numbers = NUMBERS.matcher(release);
    return numbers.find()
        ? new Minor(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)))
        : Minor.UNKNOWN;
  }

  /** Major and minor number of a release: what kubo's hazards depend on. */
  public record Minor(int major, int minor) implements Comparable<Minor> {
    /** The release did not parse. */
    public static final Minor UNKNOWN = new Minor(0, 0);

    @Override
    public int compareTo(Minor other) {
      return Comparator.comparingInt(Minor::major)
          .thenComparingInt(Minor::minor)
          .compare(this, other);
    }

    @Override
    public String toString() {
      return major + "." + minor;
    }
  }
}
