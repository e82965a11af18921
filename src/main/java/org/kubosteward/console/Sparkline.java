package org.kubosteward.console;

import java.util.List;
import java.util.Locale;

/**
 * A small chart without axes, as an SVG path in a box of {@link #WIDTH} by {@link #HEIGHT}.
 * Negative values are unknown and leave a gap.
 *
 * @param path empty when fewer than two values are known
 * @param words what it shows, for those who do not see it
 */
record Sparkline(String path, String words) {
  static final int WIDTH = 100;
  static final int HEIGHT = 24;

  /** Room for the line's own width. */
  private static final int MARGIN = 2;

  /**
   * The chart of some values, oldest first.
   *
   * @param leastRange the range of values that the height stands for at least, so that noise does
   *     not look like a storm
   */
  static Sparkline of(List<Double> values, double leastRange, String words) {
    List<Double> known = values.stream().filter(v -> v >= 0).toList();
    if (known.size() < 2) {
      return new Sparkline("", words);
    }
    double min = known.stream().mapToDouble(v -> v).min().orElse(0);
    double max = known.stream().mapToDouble(v -> v).max().orElse(0);
    double range = Math.max(max - min, leastRange);
    double bottom = Math.max(0, (min + max - range) / 2);
    return new Sparkline(path(values, bottom, range), words);
  }

  private static String path(List<Double> values, double bottom, double range) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < values.size(); i++) {
      double value = values.get(i);
      if (value >= 0) {
        double x = (double) i * WIDTH / (values.size() - 1);
        double y = HEIGHT - MARGIN - (value - bottom) / range * (HEIGHT - 2 * MARGIN);
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", pen ? "L" : "M", x, y));
      }
      pen = value >= 0;
    }
    return path.toString();
  }
}
