package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.Identities;
import org.kubosteward.fleet.Identities.Borne;
import org.kubosteward.fleet.Identities.Change;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Subject;

/** Which peer id each node's name was last seen with. */
final class IdentityTable {
  private IdentityTable() {}

  /** What one round changes. {@code after} is what is there once it is written. */
  record Changes(List<Object[]> add, List<Object[]> change, Identities after) {

    boolean none() {
      return add.isEmpty() && change.isEmpty();
    }

    void write(Sql sql) throws SQLException {
      sql.batch(
          "INSERT INTO node_identity (peer_id, seen_at, former, changed_at, row_key, subject,"
              + " fleet) VALUES (?, ?, ?, ?, ?, ?, ?)",
          add);
      sql.batch(
          "UPDATE node_identity SET peer_id = ?, seen_at = ?, former = ?, changed_at = ?"
              + " WHERE row_key = ?",
          change);
    }
  }

  /** All that is there. */
  static Identities all(Sql sql) throws SQLException {
    SortedMap<NodeId, Borne> known = new TreeMap<>();
    sql.query(
        "SELECT subject, peer_id, seen_at, former, changed_at FROM node_identity WHERE fleet = ?",
        row -> {
          Optional<NodeId> node = Json.subject(row.getString("subject")).flatMap(Subject::node);
          if (node.isPresent()) {
            known.put(node.get(), borne(row));
          }
          return node;
        },
        sql.fleet());
    return new Identities(known);
  }

  private static Borne borne(ResultSet row) throws SQLException {
    Optional<String> former = Sql.maybe(row, "former");
    Optional<Instant> changed = Sql.maybeInstant(row, "changed_at");
    return new Borne(
        row.getString("peer_id"),
        Sql.instant(row, "seen_at"),
        former.flatMap(from -> changed.map(at -> new Change(from, at))));
  }

  /**
   * The difference between what is there and what is known now. What is there was seen before,
   * whether the plane has read it or not: a new id under an old name is a change in any case.
   */
  static Changes changes(FleetId fleet, Identities before, Identities now) {
    Identities after = before.then(kept(now));
    List<Object[]> add = new ArrayList<>();
    List<Object[]> change = new ArrayList<>();
    after
        .byNode()
        .forEach(
            (node, borne) -> {
              Borne was = before.byNode().get(node);
              if (was == null) {
                add.add(
                    row(
                        borne,
                        RowKey.of(fleet, node),
                        Json.subject(Subject.of(node)),
                        fleet.name()));
              } else if (!was.equals(borne)) {
                change.add(row(borne, RowKey.of(fleet, node)));
              }
            });
    return new Changes(add, change, after);
  }

  private static Object[] row(Borne borne, String... keys) {
    List<Object> values = new ArrayList<>();
    values.add(borne.peerId());
    values.add(borne.seen());
    values.add(borne.change().map(Change::from));
    values.add(borne.change().map(Change::at));
    values.addAll(List.of(keys));
    return values.toArray();
  }

  private static Identities kept(Identities now) {
    SortedMap<NodeId, Borne> kept = new TreeMap<>();
    now.byNode()
        .forEach(
            (node, borne) ->
                kept.put(
                    node,
                    new Borne(
                        borne.peerId(),
                        Sql.kept(borne.seen()),
                        borne.change().map(c -> new Change(c.from(), Sql.kept(c.at()))))));
    return new Identities(kept);
  }
}
