package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;

/** Contents in SQL: how far each has come. Their rows come and go with the requests for them. */
final class ContentStatusTable {
  private static final int PAGE = 10_000;
  private static final int WHY_MOST = 500;

  private ContentStatusTable() {}

  static String key(Cid cid) {
    return cid.canonical().toString();
  }

  static Cid cid(String key) {
    return Cid.parse(key);
  }

  static List<ContentRow> page(Sql sql, String after) throws SQLException {
    return sql.query(
        "SELECT * FROM content WHERE fleet = ? AND content > ? ORDER BY content"
            + " FETCH FIRST ? ROWS ONLY",
        ContentStatusTable::read,
        sql.fleet(),
        after,
        PAGE);
  }

  static void update(Sql sql, List<ContentRow> contents) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (ContentRow row : contents) {
      rows.add(
          new Object[] {
            row.status(),
            TextBounds.cut(row.why(), WHY_MOST),
            row.bytes().isPresent() ? Optional.of(row.bytes().getAsLong()) : Optional.empty(),
            row.stored(),
            sql.fleet(),
            key(row.cid())
          });
    }
    sql.batch(
        "UPDATE content SET status = ?, why = ?, bytes = ?, stored = ?"
            + " WHERE fleet = ? AND content = ?",
        rows);
  }

  private static Optional<ContentRow> read(ResultSet row) throws SQLException {
    long bytes = row.getLong("bytes");
    OptionalLong counted = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(bytes);
    return Optional.of(
        new ContentRow(
            cid(row.getString("content")),
            PinStatus.valueOf(row.getString("status")),
            row.getString("why"),
            counted,
            row.getBoolean("stored")));
  }
}
