package org.kubosteward.journal;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Keys in SQL. */
final class KeyTable {
  private KeyTable() {}

  static List<KeyRow> all(Sql sql) throws SQLException {
    return sql.query(
        "SELECT * FROM api_keys WHERE fleet = ? ORDER BY id FETCH FIRST ? ROWS ONLY",
        KeyTable::read,
        sql.fleet(),
        KeyBook.MOST);
  }

  static KeyRow insert(Sql sql, KeyRow key) throws SQLException {
    if (count(sql, "") >= KeyBook.MOST) {
      throw new KeyRefused("there are %d keys, the most there may be".formatted(KeyBook.MOST));
    }
    if (count(sql, " AND name = ?", key.name()) > 0) {
      throw new KeyRefused("there is a key named " + key.name() + " already");
    }
    long id =
        sql.insert(
            "INSERT INTO api_keys (fleet, name, sha256, scopes, created_at, created_by, expires_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)",
            sql.fleet(),
            key.name(),
            key.sha256(),
            String.join(" ", key.scopes()),
            key.createdAt(),
            TextBounds.cut(key.createdBy(), TextBounds.AUTHOR),
            key.expiresAt());
    return new KeyRow(
        id,
        key.name(),
        key.sha256(),
        key.scopes(),
        Sql.kept(key.createdAt()),
        key.createdBy(),
        key.expiresAt().map(Sql::kept),
        Optional.empty());
  }

  static boolean delete(Sql sql, long id) throws SQLException {
    return sql.update("DELETE FROM api_keys WHERE id = ? AND fleet = ?", id, sql.fleet()) == 1;
  }

  static boolean used(Sql sql, long id, LocalDate day) throws SQLException {
    return sql.update(
            "UPDATE api_keys SET last_used = ?"
                + " WHERE id = ? AND fleet = ? AND (last_used IS NULL OR last_used < ?)",
            day,
            id,
            sql.fleet(),
            day)
        == 1;
  }

  private static long count(Sql sql, String which, Object... more) throws SQLException {
    Object[] values = new Object[1 + more.length];
    values[0] = sql.fleet();
    System.arraycopy(more, 0, values, 1, more.length);
    return sql.query(
            "SELECT COUNT(*) FROM api_keys WHERE fleet = ?" + which,
            row -> Optional.of(row.getLong(1)),
            values)
        .get(0);
  }

  private static Optional<KeyRow> read(ResultSet row) throws SQLException {
    return Optional.of(
        new KeyRow(
            row.getLong("id"),
            row.getString("name"),
            row.getString("sha256"),
            List.of(row.getString("scopes").split(" ", -1)),
            Sql.instant(row, "created_at"),
            row.getString("created_by"),
            Sql.maybeInstant(row, "expires_at"),
            Optional.ofNullable(row.getDate("last_used")).map(Date::toLocalDate)));
  }
}
