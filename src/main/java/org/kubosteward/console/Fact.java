package org.kubosteward.console;

import java.util.Optional;
import java.util.function.Function;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.Reading;

/**
 * One fact as the page shows it.
 *
 * @param title more about it, or why it is not known
 */
record Fact(String text, String title, boolean known) {
  static Fact of(String text, String title) {
    return new Fact(text, title, true);
  }

  static Fact unknown(String why) {
    return new Fact("\u2014", why, false);
  }

  static <T> Fact of(Reading<T> reading, Function<? super T, Fact> show) {
    Optional<Fact> known = reading.value().map(show);
    return known.orElseGet(() -> unknown(reading.missing().map(Fact::why).orElse("not known")));
  }

  private static String why(Missing<?> missing) {
    return missing.detail().isBlank() ? missing.why().phrase() : missing.detail();
  }
}
