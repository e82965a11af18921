package org.kubosteward.health;

import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was seen, as short names with values that carry their unit; immutable, in name order. */
public record Evidence(SortedMap<String, String> entries) {
  /** 0.57 * 100 is 56.99999999999999, and still 57 %. */
  private static final double ROUNDING = 1e-9;

  private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

  public Evidence {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }

  /** One entry to begin with. */
  public static Evidence of(String name, Object value) {
    return new Evidence(new TreeMap<>()).and(name, value);
  }

  /** This and one more. */
  public Evidence and(String name, Object value) {
    SortedMap<String, String> more = new TreeMap<>(entries);
    more.put(name, String.valueOf(value));
    return new Evidence(more);
  }

  /** A number of bytes as people read it, {@code 1.5 GiB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** A ratio as people read it, {@code 93 %}. */
  public static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.0f %%", Math.floor(ratio * 100 + ROUNDING));
  }

  /** A short time span as people read it, {@code 1.5 s}. */
  public static String tenths(Duration span) {
    return String.format(Locale.ROOT, "%.1f s", span.toMillis() / 1000.0);
  }

  /** A time span as people read it, {@code 3 min 20 s}; none is negative, whatever clocks do. */
  public static String span(Duration span) {
    long seconds = Math.max(0, span.toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
    }
    long minutes = seconds / 60;
    return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
  }
}
