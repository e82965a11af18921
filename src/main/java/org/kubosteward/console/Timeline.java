package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.kubosteward.journal.RoundFigures;

/**
 * The status of the last rounds as a row of marks, oldest first.
 *
 * @param width of the drawing, in its own units
 */
record Timeline(List<Mark> marks, int width, String summary) {
  /** Half an hour at 15 s a round; more marks become too thin to tell apart. */
  static final int MOST = 120;

  static final int STEP = 6;

  /** A young record does not fill the drawing: its few marks would be as wide as bars. */
  private static final int LEAST = 48;

  static Timeline of(List<RoundFigures> history, Instant now) {
    List<RoundFigures> last = history.subList(Math.max(0, history.size() - MOST), history.size());
    List<Mark> marks =
        IntStream.range(0, last.size()).mapToObj(i -> Mark.of(i, last.get(i), now)).toList();
    String summary =
        last.isEmpty()
            ? "no rounds yet"
            : "%d round%s, the slowest took %s"
                .formatted(
                    last.size(),
                    last.size() == 1 ? "" : "s",
                    Ago.fine(
                        last.stream().map(RoundFigures::took).max(Comparable::compareTo).get()));
    return new Timeline(marks, Math.max(LEAST, last.size()) * STEP, summary);
  }

  /** One round. */
  record Mark(int x, String css, String title) {
    static Mark of(int index, RoundFigures round, Instant now) {
      return new Mark(
          index * STEP,
          round.status().name().toLowerCase(Locale.ROOT),
          "round %d, %s: %s, took %s"
              .formatted(
                  round.round(),
                  Ago.past(round.at(), now).words(),
                  round.status(),
                  Ago.fine(round.took())));
    }
  }
}
