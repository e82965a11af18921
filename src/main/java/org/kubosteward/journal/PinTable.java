package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.content.PinRequest;
import org.kubosteward.content.PinStatus;
import org.kubosteward.ipld.Cid;

/** Requests for contents in SQL. */
final class PinTable {
  /**
   * Each with what its content says of it. By subqueries, and not by a join, the rows come in the
   * order of an index in H2 too.
   */
  private static final String ROWS =
      "SELECT r.*,"
          + " (SELECT c.status FROM content c WHERE c.fleet = r.fleet AND c.content = r.content)"
          + " AS status,"
          + " (SELECT c.why FROM content c WHERE c.fleet = r.fleet AND c.content = r.content)"
          + " AS why FROM pin_request r";

  private PinTable() {}

  static PinRow insert(Sql sql, PinRequest request, String createdBy) throws SQLException {
    long id =
        sql.insert(
            "INSERT INTO pin_request (fleet, request_id, cid, content, name, folded, policy,"
                + " origins, meta, created_at, created_by)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            sql.fleet(),
            request.id(),
            request.cid().toString(),
            request.cid().canonical().toString(),
            request.name(),
            PinText.folded(request.name()),
            request.policy(),
            PinText.origins(request.origins()),
            PinText.meta(request.meta()),
            request.created(),
            TextBounds.cut(createdBy, TextBounds.AUTHOR));
    return only(
        sql.query(ROWS + " WHERE r.fleet = ? AND r.id = ?", PinTable::read, sql.fleet(), id));
  }

  static Optional<PinRow> find(Sql sql, String requestId) throws SQLException {
    return sql
        .query(
            ROWS + " WHERE r.fleet = ? AND r.request_id = ?",
            PinTable::read,
            sql.fleet(),
            requestId)
        .stream()
        .findFirst();
  }

  static void delete(Sql sql, PinRow row) throws SQLException {
    sql.update("DELETE FROM pin_request WHERE fleet = ? AND id = ?", sql.fleet(), row.sequence());
  }

  /** How many want that content. */
  static long of(Sql sql, Cid content) throws SQLException {
    return sql.query(
            "SELECT COUNT(*) FROM pin_request WHERE fleet = ? AND content = ?",
            row -> Optional.of(row.getLong(1)),
            sql.fleet(),
            content.toString())
        .get(0);
  }

  static PinPage page(Sql sql, PinQuery query) throws SQLException {
    PinFilter filter = PinFilter.of(sql.fleet(), query);
    List<Object> values = new ArrayList<>(filter.values());
    values.add(query.limit());
    List<PinRow> rows =
        sql.query(
            ROWS
                + " WHERE "
                + filter.condition()
                // As the index has it, for H2 takes no other for the same.
                + " ORDER BY r.fleet, r.created_at DESC FETCH FIRST ? ROWS ONLY",
            PinTable::read,
            values.toArray());
    return new PinPage(rows.size() < query.limit() ? rows.size() : count(sql, filter), rows);
  }

  private static long count(Sql sql, PinFilter filter) throws SQLException {
    List<Object> values = new ArrayList<>(filter.values());
    values.add(PinPage.COUNT_MOST);
    return sql.query(
            "SELECT COUNT(*) FROM (SELECT r.id FROM pin_request r WHERE "
                + filter.condition()
                + " FETCH FIRST ? ROWS ONLY) counted",
            row -> Optional.of(row.getLong(1)),
            values.toArray())
        .get(0);
  }

  /** The next so many after that one, oldest first. */
  static List<PinRow> after(Sql sql, long sequence, int limit) throws SQLException {
    return sql.query(
        ROWS + " WHERE r.fleet = ? AND r.id > ? ORDER BY r.id FETCH FIRST ? ROWS ONLY",
        PinTable::read,
        sql.fleet(),
        sequence,
        limit);
  }

  /** All that want one of these, oldest first. */
  static List<PinRow> of(Sql sql, Collection<String> contents) throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(sql.fleet());
    values.addAll(contents);
    return sql.query(
        ROWS + " WHERE r.fleet = ? AND r.content IN " + marks(contents.size()) + " ORDER BY r.id",
        PinTable::read,
        values.toArray());
  }

  /** The names in the newest so many requests for each of these, newest first, each once. */
  static Map<Cid, List<String>> names(Sql sql, Collection<String> contents, int most)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(sql.fleet());
    values.addAll(contents);
    values.add(most);
    Map<Cid, List<String>> names = new HashMap<>();
    sql.query(
            "SELECT content, name FROM (SELECT r.content, r.name, r.id, ROW_NUMBER() OVER"
                + " (PARTITION BY r.content ORDER BY r.id DESC) AS place FROM pin_request r"
                + " WHERE r.fleet = ? AND r.name <> '' AND r.content IN "
                + marks(contents.size())
                + ") ranked WHERE place <= ? ORDER BY id DESC",
            row ->
                Optional.of(Map.entry(Cid.parse(row.getString("content")), row.getString("name"))),
            values.toArray())
        .forEach(
            named ->
                names.merge(named.getKey(), List.of(named.getValue()), PinTable::withoutRepeats));
    return names;
  }

  private static List<String> withoutRepeats(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  static String marks(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }

  private static PinRow only(List<PinRow> rows) throws SQLException {
    if (rows.isEmpty()) {
      throw new SQLException("a request that was just written cannot be read");
    }
    return rows.get(0);
  }

  private static Optional<PinRow> read(ResultSet row) throws SQLException {
    return Optional.of(
        new PinRow(
            row.getLong("id"),
            new PinRequest(
                row.getString("request_id"),
                Cid.parse(row.getString("cid")),
                row.getString("name"),
                PinText.origins(row.getString("origins")),
                PinText.meta(row.getString("meta")),
                Sql.instant(row, "created_at"),
                row.getString("policy")),
            row.getString("created_by"),
            Sql.maybe(row, "status").map(PinStatus::valueOf).orElse(PinStatus.QUEUED),
            Sql.maybe(row, "why").orElse("")));
  }
}
