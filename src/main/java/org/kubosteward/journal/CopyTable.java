package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.content.Copy;
import org.kubosteward.content.CopyState;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** Copies in SQL. What is on its way is kept as such, without how far it is. */
final class CopyTable {
  private static final int PAGE = 10_000;

  private static final String ORDER = " ORDER BY content, namespace, node";

  private CopyTable() {}

  /** Where a page begins: behind that copy. */
  record Place(String content, String namespace, String node) {
    /** Before all copies. */
    static final Place FIRST = new Place("", "", "");

    static Place of(CopyRow row) {
      return new Place(
          ContentStatusTable.key(row.cid()), row.node().namespace(), row.node().name());
    }
  }

  static List<CopyRow> page(Sql sql, Place after) throws SQLException {
    return sql.query(
        "SELECT * FROM copy WHERE fleet = ? AND (content, namespace, node) > (?, ?, ?)"
            + ORDER
            + " FETCH FIRST ? ROWS ONLY",
        CopyTable::read,
        sql.fleet(),
        after.content(),
        after.namespace(),
        after.node(),
        PAGE);
  }

  static List<CopyRow> of(Sql sql, Cid cid) throws SQLException {
    return sql.query(
        "SELECT * FROM copy WHERE fleet = ? AND content = ?" + ORDER,
        CopyTable::read,
        sql.fleet(),
        ContentStatusTable.key(cid));
  }

  static void delete(Sql sql, List<CopyKey> gone) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    for (CopyKey key : gone) {
      rows.add(key(sql, key.cid(), key.node()));
    }
    sql.batch(
        "DELETE FROM copy WHERE fleet = ? AND content = ? AND namespace = ? AND node = ?", rows);
  }

  /** A row is replaced whole: both databases do that alike. */
  static void put(Sql sql, List<CopyRow> copies) throws SQLException {
    delete(sql, copies.stream().map(row -> new CopyKey(row.cid(), row.node())).toList());
    List<Object[]> rows = new ArrayList<>();
    for (CopyRow row : copies) {
      rows.add(
          Stream.concat(Stream.of(key(sql, row.cid(), row.node())), Stream.of(values(row.copy())))
              .toArray());
    }
    sql.batch(
        "INSERT INTO copy (fleet, content, namespace, node, state, at, proven_at, failures,"
            + " missing, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
  }

  private static Object[] key(Sql sql, Cid cid, NodeId node) {
    return new Object[] {sql.fleet(), ContentStatusTable.key(cid), node.namespace(), node.name()};
  }

  private static Object[] values(Copy copy) {
    Optional<Instant> proven =
        copy instanceof Copy.Excess excess
            ? excess.proven()
            : Optional.of(copy.at()).filter(at -> copy.state() == CopyState.PROVEN);
    int failures = 0;
    long missing = 0;
    String detail = "";
    if (copy instanceof Copy.Absent absent) {
      failures = absent.failures();
    } else if (copy instanceof Copy.Fetching fetching) {
      failures = fetching.failures();
      detail = fetching.from().map(Json::node).orElse("");
    } else if (copy instanceof Copy.Damaged damaged) {
      failures = damaged.failures();
      missing = damaged.count();
      detail = damaged.blocks().stream().map(Cid::toString).collect(Collectors.joining(" "));
    }
    return new Object[] {copy.state(), copy.at(), proven, failures, missing, detail};
  }

  private static Optional<CopyRow> read(ResultSet row) throws SQLException {
    return Optional.of(
        new CopyRow(
            ContentStatusTable.cid(row.getString("content")),
            new NodeId(row.getString("namespace"), row.getString("node")),
            copy(row)));
  }

  private static Copy copy(ResultSet row) throws SQLException {
    Instant at = Sql.instant(row, "at");
    int failures = row.getInt("failures");
    String detail = row.getString("detail");
    return switch (CopyState.valueOf(row.getString("state"))) {
      case ABSENT -> new Copy.Absent(at, failures);
      case FETCHING -> new Copy.Fetching(0, 0, at, Json.node(detail), failures);
      case HELD -> new Copy.Held(at);
      case PROVEN -> new Copy.Proven(at);
      case DAMAGED -> new Copy.Damaged(blocks(detail), row.getLong("missing"), at, failures);
      case EXCESS -> new Copy.Excess(at, Sql.maybeInstant(row, "proven_at"));
    };
  }

  private static List<Cid> blocks(String detail) {
    return detail.isEmpty() ? List.of() : Stream.of(detail.split(" ", -1)).map(Cid::parse).toList();
  }
}
