package org.kubosteward.kubo;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the Date of an answer. All answers of one second tell the same one, and reading it costs as
 * much as reading a small answer: the last is kept.
 */
final class HttpDate {
  private static volatile HttpDate last = new HttpDate("", Optional.empty());

  private final String text;
  private final Optional<Instant> instant;

  private HttpDate(String text, Optional<Instant> instant) {
    this.text = text;
    this.instant = instant;
  }

  /** The moment that is told, to the second; empty when none is. */
  static Optional<Instant> read(@Nullable String date) {
    if (date == null) {
      return Optional.empty();
    }
    HttpDate known = last;
    if (!known.text.equals(date)) {
      known = new HttpDate(date, parsed(date));
      last = known;
    }
    return known.instant;
  }

  private static Optional<Instant> parsed(String date) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
    } catch (DateTimeException other) {
      return Optional.empty();
    }
  }
}
