package org.kubosteward.journal;

import java.time.Duration;

/**
 * The bounds of the record, validated.
 *
 * @param historyRounds rounds whose figures are kept in memory
 * @param keepFor age at which history is deleted
 * @param keepRows rows a table keeps
 * @param refreshEvery at most this often an unchanged decision is written again
 * @param statementTimeout the deadline of every SQL statement
 */
public record JournalLimits(
    int historyRounds,
    Duration keepFor,
    int keepRows,
    Duration refreshEvery,
    Duration statementTimeout) {

  /** Budgets count the attempts of a day: no setting may make the record forget them sooner. */
  static final Duration KEEP_AT_LEAST = Duration.ofHours(25);

  /** Figures of 1,000 nodes take about 50 kB a round: this many are half a gigabyte. */
  private static final int HISTORY_MAX = 10_000;

  /** Fewer rows than this would lose what one bad hour of a small fleet writes. */
  private static final int ROWS_MIN = 1_000;

  public JournalLimits {
    require(
        historyRounds >= 1 && historyRounds <= HISTORY_MAX,
        "history-rounds",
        historyRounds,
        "1 to " + HISTORY_MAX);
    require(keepFor.compareTo(KEEP_AT_LEAST) >= 0, "keep-for", keepFor, "at least 25h");
    require(keepRows >= ROWS_MIN, "keep-rows", keepRows, "at least " + ROWS_MIN);
    require(!refreshEvery.isNegative(), "refresh-every", refreshEvery, "not negative");
    require(
        statementTimeout.toSeconds() >= 1 && statementTimeout.toSeconds() <= 60,
        "statement-timeout",
        statementTimeout,
        "1s to 60s");
  }

  /** The bounds as shipped. */
  public static JournalLimits shipped() {
    return new JournalLimits(
        240, Duration.ofDays(30), 100_000, Duration.ofMinutes(5), Duration.ofSeconds(5));
  }

  private static void require(boolean holds, String setting, Object value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          "steward.journal.%s is %s; it must be %s".formatted(setting, value, allowed));
    }
  }
}
