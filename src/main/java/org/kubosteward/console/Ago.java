package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.kubosteward.health.Evidence;

/**
 * A time as people read it.
 *
 * @param words {@code 3 min ago} or {@code in 2 h}
 * @param span the same without direction, {@code 3 min}
 * @param exact in ISO 8601, UTC
 */
record Ago(String words, String span, String exact) {
  private static final Duration DAYS_FROM = Duration.ofDays(2);

  static Ago of(Instant at, Instant now) {
    Duration past = Duration.between(at, now);
    String words =
        past.isNegative()
            ? "in " + brief(past.negated())
            : past.toSeconds() < 1 ? "now" : brief(past) + " ago";
    return new Ago(words, brief(past.abs()), at.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Of something that has happened: where the clock was set back since, it was just now. */
  static Ago past(Instant at, Instant now) {
    Ago told = of(at.isAfter(now) ? now : at, now);
    return new Ago(told.words(), told.span(), at.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** A time span in one unit, or two where one would hide too much. */
  static String brief(Duration span) {
    if (span.compareTo(DAYS_FROM) >= 0) {
      return span.toDays() + " d";
    }
    return span.compareTo(Duration.ofMinutes(10)) >= 0 && span.compareTo(Duration.ofHours(1)) < 0
        ? span.toMinutes() + " min"
        : Evidence.span(span);
  }

  /** A short time span to the millisecond: {@code 14 ms}, {@code 1.8 s}. */
  static String fine(Duration span) {
    long millis = Math.max(0, span.toMillis());
    if (millis < 1000) {
      return millis + " ms";
    }
    return millis < 10_000 ? millis / 1000 + "." + millis % 1000 / 100 + " s" : brief(span);
  }
}
