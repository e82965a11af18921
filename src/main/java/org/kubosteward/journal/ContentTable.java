package org.kubosteward.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;

/** The contents that somebody wants, and what the leader has not seen of them yet, in SQL. */
final class ContentTable {
  private ContentTable() {}

  /** A change that the leader has not taken in. */
  record Change(long id, String content) {}

  /** It is wanted: has a row, new if there was none. */
  static void want(Sql sql, Cid content) throws SQLException {
    boolean known =
        !sql.query(
                "SELECT 1 FROM content WHERE fleet = ? AND content = ?",
                row -> Optional.of(true),
                sql.fleet(),
                content.toString())
            .isEmpty();
    if (!known) {
      sql.update(
          "INSERT INTO content (fleet, content, status, why, stored) VALUES (?, ?, ?, '', FALSE)",
          sql.fleet(),
          content.toString(),
          PinStatus.QUEUED);
    }
  }

  /** Nobody wants it any more. Its copies are left to the leader, who unpins them. */
  static void forget(Sql sql, Cid content) throws SQLException {
    sql.update(
        "DELETE FROM content WHERE fleet = ? AND content = ?", sql.fleet(), content.toString());
  }

  static void changed(Sql sql, Cid content) throws SQLException {
    sql.update(
        "INSERT INTO content_change (fleet, content) VALUES (?, ?)",
        sql.fleet(),
        content.toString());
  }

  /** The oldest so many. */
  static List<Change> changes(Sql sql, int limit) throws SQLException {
    return sql.query(
        "SELECT id, content FROM content_change WHERE fleet = ? ORDER BY id"
            + " FETCH FIRST ? ROWS ONLY",
        row -> Optional.of(new Change(row.getLong(1), row.getString(2))),
        sql.fleet(),
        limit);
  }

  static void taken(Sql sql, Collection<Long> ids) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    ids.forEach(id -> rows.add(new Object[] {sql.fleet().name(), id}));
    sql.batch("DELETE FROM content_change WHERE fleet = ? AND id = ?", rows);
  }
}
