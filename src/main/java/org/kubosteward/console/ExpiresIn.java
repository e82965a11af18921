package org.kubosteward.console;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads how long something shall last, as people write it: {@code 90s}, {@code 15m}, {@code 7d}.
 */
final class ExpiresIn {
  /** How to write it, for messages. */
  static final String FORM = "a number and s, m, h or d, such as 30m, 8h or 7d";

  private static final Pattern SHORT = Pattern.compile("(\\d{1,6})\\s*([smhd])");

  private ExpiresIn() {}

  /** The time span, always more than none; empty when the text is not one. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = SHORT.matcher(text.strip());
    return (matcher.matches() ? Optional.of(span(matcher)) : iso(text.strip()))
        .filter(span -> span.compareTo(Duration.ZERO) > 0);
  }

  private static Duration span(Matcher matcher) {
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Optional<Duration> iso(String text) {
    try {
      return Optional.of(Duration.parse(text));
    } catch (DateTimeException notIso) {
      return Optional.empty();
    }
  }
}
