package org.kubosteward.journal;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps a plane that no longer leads from writing: whoever begins to lead counts the epoch up, and
 * every write of a leader is made under its own, in the same transaction. A lease alone cannot do
 * that, for a process may be paused between a look at its lease and its write.
 */
final class Fence {
  private static final int HOLDER_MAX = 200;

  private long mine;
  private boolean taken;

  private record Row(long epoch, String holder) {}

  /** Counts the epoch up; from here on writes of earlier leaders fail. */
  static long raise(Sql sql, String holder) throws SQLException {
    enter(sql);
    Row row = read(sql);
    sql.update(
        "UPDATE fence SET epoch = ?, holder = ? WHERE fleet = ?",
        row.epoch() + 1,
        TextBounds.cut(holder, HOLDER_MAX),
        sql.fleet());
    return row.epoch() + 1;
  }

  /** The epoch that {@link #raise} gave, once that is committed. */
  void take(long epoch) {
    mine = epoch;
    taken = true;
  }

  /** Whether nobody has led since. */
  boolean taken() {
    return taken;
  }

  /**
   * Goes on only under our own epoch. A journal that nobody was told to lead is not fenced.
   *
   * @throws SQLException when another plane leads by now
   */
  void hold(Sql sql) throws SQLException {
    if (mine == 0) {
      return;
    }
    Row row = read(sql);
    if (row.epoch() != mine) {
      taken = false;
      throw new SQLException(
          "%s leads since (epoch %d, ours was %d)".formatted(row.holder(), row.epoch(), mine));
    }
  }

  /** A fleet that never had a leader gets a row; a table that is empty has lost its own. */
  private static void enter(Sql sql) throws SQLException {
    sql.update(
        "INSERT INTO fence (id, epoch, holder, fleet)"
            + " SELECT MAX(id) + 1, 0, 'nobody', CAST(? AS VARCHAR(100)) FROM fence"
            + " HAVING COUNT(*) > 0 AND COUNT(CASE WHEN fleet = ? THEN 1 END) = 0",
        sql.fleet(),
        sql.fleet());
  }

  private static Row read(Sql sql) throws SQLException {
    List<Row> rows =
        sql.query(
            "SELECT epoch, holder FROM fence WHERE fleet = ? FOR UPDATE",
            row -> Optional.of(new Row(row.getLong(1), row.getString(2))),
            sql.fleet());
    if (rows.isEmpty()) {
      throw new SQLException(
          "the table fence of the journal has lost its row; restore the database from a backup, or"
              + " point steward.journal.url at an empty one");
    }
    return rows.get(0);
  }
}
