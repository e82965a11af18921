package org.kubosteward.journal;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Forgets history, by age and by number, the oldest first, in small transactions. It never touches
 * what still holds: open findings, current decisions, unsettled attempts, active intents; nor what
 * is of another fleet.
 */
final class Retention {
  /** Rows that one transaction deletes: short enough not to hold up a round. */
  private static final int BATCH = 1_000;

  /** Transactions a table and call; what is left goes next time. */
  private static final int BATCHES = 200;

  /** Attempts first: a decision stays for as long as one of its attempts does. */
  private static final List<Table> TABLES =
      List.of(
          new Table(
              "attempt",
              "verification <> 'OPEN' AND result <> 'RUNNING'",
              "started_at",
              JournalLimits.KEEP_AT_LEAST),
          new Table(
              "decision",
              "row_key IS NULL AND NOT EXISTS"
                  + " (SELECT 1 FROM attempt WHERE attempt.decision_id = decision.id)",
              "last_at",
              Duration.ZERO),
          new Table("finding", "row_key IS NULL", "closed_at", Duration.ZERO),
          new Table("node_identity", "1 = 1", "seen_at", JournalLimits.KEEP_AT_LEAST),
          new Table("intent", "1 = 1", "COALESCE(withdrawn_at, expires_at)", Duration.ZERO));

  private final Connections connections;
  private final JournalLimits limits;
  private final FleetId fleet;

  Retention(Connections connections, JournalLimits limits, FleetId fleet) {
    this.connections = connections;
    this.fleet = fleet;
    this.limits = limits;
  }

  /**
   * A table.
   *
   * @param history the rows that are over
   * @param endedAt when such a row was over; rows where it is NULL are not
   * @param spared rows younger than this stay, however many there are
   */
  private record Table(String name, String history, String endedAt, Duration spared) {
    String oldest() {
      return "SELECT id FROM %s WHERE fleet = ? AND %s AND %s < ? ORDER BY id FETCH FIRST ? ROWS ONLY"
          .formatted(name, history, endedAt);
    }

    /** Two statements, because H2 runs a subselect of a DELETE again for each row. */
    int delete(Sql sql, Instant before, int atMost) throws SQLException {
      List<Object[]> ids =
          sql.query(
              oldest(),
              row -> Optional.of(new Object[] {row.getLong("id")}),
              sql.fleet(),
              before,
              atMost);
      sql.batch("DELETE FROM " + name + " WHERE id = ?", ids);
      return ids.size();
    }
  }

  int run(Instant now) throws SQLException {
    int gone = 0;
    for (Table table : TABLES) {
      gone += delete(table, now.minus(limits.keepFor()), Integer.MAX_VALUE);
      int excess = rows(table) - limits.keepRows();
      gone += delete(table, now.minus(table.spared()), excess);
    }
    return gone;
  }

  private int delete(Table table, Instant before, int atMost) throws SQLException {
    int gone = 0;
    for (int batch = 0; batch < BATCHES && gone < atMost; batch++) {
      int size = Math.min(BATCH, atMost - gone);
      int deleted = transact(sql -> table.delete(sql, before, size));
      gone += deleted;
      if (deleted < size) {
        break;
      }
    }
    return gone;
  }

  private int rows(Table table) throws SQLException {
    return transact(
            sql ->
                sql.query(
                    "SELECT COUNT(*) FROM " + table.name() + " WHERE fleet = ?",
                    row -> Optional.of(row.getInt(1)),
                    fleet))
        .get(0);
  }

  private <T> T transact(Sql.Work<T> work) throws SQLException {
    return Sql.transact(connections, limits.statementTimeout(), fleet, work);
  }
}
