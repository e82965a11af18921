package org.kubosteward.metrics;

import java.util.List;
import java.util.Locale;

/**
 * Families in Prometheus' text format 0.0.4, written by hand: what the client library writes is
 * held against it.
 */
final class Exposition {
  private Exposition() {}

  /** The text, one line a sample, every family under its HELP and TYPE. */
  static String text(List<Family> families) {
    StringBuilder text = new StringBuilder();
    for (Family family : families) {
      FamilySpec spec = family.spec();
      text.append("# HELP ").append(spec.name()).append(' ').append(spec.help()).append('\n');
      text.append("# TYPE ").append(spec.name()).append(' ');
      text.append(spec.type().name().toLowerCase(Locale.ROOT)).append('\n');
      family.samples().forEach(sample -> line(spec, sample, text));
    }
    return text.toString();
  }

  private static void line(FamilySpec spec, Sample sample, StringBuilder text) {
    text.append(spec.name());
    String before = "{";
    for (int i = 0; i < spec.labels().size(); i++) {
      String value = sample.labels().get(i);
      if (!value.isEmpty()) {
        text.append(before).append(spec.labels().get(i)).append("=\"").append(escape(value));
        text.append('"');
        before = ",";
      }
    }
    text.append(before.equals(",") ? "} " : " ").append(number(sample.value())).append('\n');
  }

  private static String escape(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
