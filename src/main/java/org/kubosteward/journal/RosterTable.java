package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * The roster of the latest round, one row a fleet. Each round of the leader moves its time forward,
 * so that a reader can tell a quiet fleet from a leader that is gone; the text is written only when
 * it has changed.
 */
final class RosterTable {
  private static final int HOLDER_MAX = 200;

  private final Optional<Function<Round, String>> text;
  private String holder = "";
  private Optional<Texts> kept = Optional.empty();

  /**
   * Nothing is written yet.
   *
   * @param text what of a round other processes are told; empty when they are told nothing
   */
  RosterTable(Optional<Function<Round, String>> text) {
    this.text = text;
  }

  /** What is written of a round. */
  record Texts(String nodes, String report) {}

  /** What is to be written of that round; empty where rounds are not told. */
  Optional<Texts> of(Round round) {
    return text.map(told -> new Texts(told.apply(round), ReportText.of(round)));
  }

  /** From here on rounds are written under that name. */
  void lead(String name) {
    holder = TextBounds.cut(name, HOLDER_MAX);
  }

  /** What is there is not known any more. */
  void forget() {
    kept = Optional.empty();
  }

  /** Writes the row of that round. */
  void write(Sql sql, Round round, Texts texts) throws SQLException {
    if (kept.isPresent() && kept.get().equals(texts) && touched(sql, round)) {
      return;
    }
    if (!changed(sql, round, texts)) {
      sql.update(
          "INSERT INTO roster (fleet, holder, round, taken_at, written_at, nodes, report)"
              + " VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP, ?, ?)",
          sql.fleet(),
          holder,
          round.picture().round(),
          round.picture().takenAt(),
          texts.nodes(),
          texts.report());
    }
    kept = Optional.of(texts);
  }

  private boolean touched(Sql sql, Round round) throws SQLException {
    return sql.update(
            "UPDATE roster SET holder = ?, round = ?, taken_at = ?, written_at = CURRENT_TIMESTAMP"
                + " WHERE fleet = ?",
            holder,
            round.picture().round(),
            round.picture().takenAt(),
            sql.fleet())
        == 1;
  }

  private boolean changed(Sql sql, Round round, Texts texts) throws SQLException {
    return sql.update(
            "UPDATE roster SET holder = ?, round = ?, taken_at = ?, written_at = CURRENT_TIMESTAMP,"
                + " nodes = ?, report = ? WHERE fleet = ?",
            holder,
            round.picture().round(),
            round.picture().takenAt(),
            texts.nodes(),
            texts.report(),
            sql.fleet())
        == 1;
  }

  /** The row, whoever wrote it; empty before the first round of any leader. */
  static Optional<RosterRow> read(Sql sql) throws SQLException {
    return sql
        .query(
            "SELECT holder, round, taken_at, written_at, nodes, report, CURRENT_TIMESTAMP AS"
                + " read_at FROM roster WHERE fleet = ?",
            RosterTable::row,
            sql.fleet())
        .stream()
        .findFirst();
  }

  private static Optional<RosterRow> row(ResultSet row) throws SQLException {
    Instant read = Sql.instant(row, "read_at");
    Duration age = Duration.between(Sql.instant(row, "written_at"), read);
    return Optional.of(
        new RosterRow(
            row.getString("holder"),
            row.getLong("round"),
            Sql.instant(row, "taken_at"),
            age.isNegative() ? Duration.ZERO : age,
            row.getString("nodes"),
            row.getString("report")));
  }
}
