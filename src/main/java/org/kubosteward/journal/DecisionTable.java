package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Decision;

/**
 * Decisions: one row for as long as the same is decided about the same finding. The same is the
 * same kind, guard and action in words; reasons carry numbers that move each round, and addresses
 * of a sibling come and go, so neither makes a decision another.
 */
final class DecisionTable {
  private static final String INSERT =
      "INSERT INTO decision (fleet, row_key, code, subject, words, node, other_node, level, since,"
          + " evidence, kind, action, guard, why, first_at, last_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String CURRENT =
      "SELECT id, row_key, kind, guard, action, since, last_at FROM decision WHERE row_key ";

  private DecisionTable() {}

  /** What makes a decision the same as before. */
  record Gist(String kind, Optional<String> guard, Optional<String> action, Instant since) {
    static Gist of(Decision decision) {
      return new Gist(
          decision.kind().name(),
          decision.guard().map(guard -> TextBounds.cut(guard, TextBounds.GUARD)),
          decision.action().map(DecisionTable::words),
          Sql.kept(decision.cause().since()));
    }
  }

  /**
   * A current row.
   *
   * @param latest how it was last decided; empty when only the database knows
   * @param lastAt when it was last decided so
   * @param writtenAt when the row was last written
   */
  record Current(Gist gist, Optional<Decision> latest, Instant lastAt, Instant writtenAt) {}

  /** What one round changes. {@code after} is what is current once it is written. */
  record Changes(
      Set<String> release,
      List<Object[]> refresh,
      List<Object[]> insert,
      Map<String, Current> after) {

    boolean none() {
      return release.isEmpty() && refresh.isEmpty() && insert.isEmpty();
    }

    /** Refreshes and releases before it inserts, so that a key is free when it is taken. */
    void write(Sql sql) throws SQLException {
      sql.batch(
          "UPDATE decision SET level = ?, evidence = ?, why = ?, last_at = ? WHERE row_key = ?",
          refresh);
      sql.batch(
          "UPDATE decision SET row_key = NULL WHERE row_key = ?",
          release.stream().map(key -> new Object[] {key}).toList());
      sql.batch(INSERT, insert);
    }
  }

  /** What the database holds as current, by key. */
  static Map<String, Current> current(Sql sql) throws SQLException {
    Map<String, Current> current = new HashMap<>();
    sql.query(
        CURRENT + "IS NOT NULL AND fleet = ?",
        row -> {
          Instant lastAt = Sql.instant(row, "last_at");
          return Optional.ofNullable(
              current.put(
                  row.getString("row_key"),
                  new Current(gist(row), Optional.empty(), lastAt, lastAt)));
        },
        sql.fleet());
    return current;
  }

  /** The difference between what is current there and what is decided now. */
  static Changes changes(
      FleetId fleet,
      Map<String, Current> before,
      List<Decision> decisions,
      Instant at,
      Duration refreshEvery) {
    Changes changes =
        new Changes(new LinkedHashSet<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    for (Decision decision : decisions) {
      String key = RowKey.of(fleet, decision.cause().key());
      Gist gist = Gist.of(decision);
      Current was = before.get(key);
      if (was == null || !was.gist().equals(gist)) {
        changes.insert.add(inserted(fleet, key, decision, at));
        changes.after.put(key, new Current(gist, Optional.of(decision), at, at));
      } else {
        boolean due = isDue(was, decision, at, refreshEvery);
        if (due) {
          changes.refresh.add(refreshed(key, decision, at));
        }
        Instant writtenAt = due ? at : was.writtenAt();
        changes.after.put(key, new Current(gist, Optional.of(decision), at, writtenAt));
      }
    }
    before.forEach(
        (key, was) -> {
          Current now = changes.after.get(key);
          if (now == null || !now.gist().equals(was.gist())) {
            was.latest().ifPresent(d -> changes.refresh.add(refreshed(key, d, was.lastAt())));
            changes.release.add(key);
          }
        });
    return changes;
  }

  private static boolean isDue(Current was, Decision now, Instant at, Duration refreshEvery) {
    boolean worseOrBetter =
        was.latest().map(d -> d.cause().level() != now.cause().level()).orElse(true);
    return worseOrBetter || !at.isBefore(was.writtenAt().plus(refreshEvery));
  }

  private static Object[] refreshed(String key, Decision decision, Instant at) {
    Finding cause = decision.cause();
    return new Object[] {
      cause.level(),
      Json.evidence(cause.evidence()),
      TextBounds.cut(decision.why(), TextBounds.SENTENCE),
      at,
      key
    };
  }

  private static Object[] inserted(FleetId fleet, String key, Decision decision, Instant at) {
    Finding cause = decision.cause();
    Subject subject = cause.subject();
    Gist gist = Gist.of(decision);
    return new Object[] {
      fleet,
      key,
      cause.code(),
      Json.subject(subject),
      TextBounds.cut(subject.toString(), TextBounds.WORDS),
      subject.node().map(DecisionTable::name),
      otherNode(subject),
      cause.level(),
      cause.since(),
      Json.evidence(cause.evidence()),
      gist.kind(),
      gist.action(),
      gist.guard(),
      TextBounds.cut(decision.why(), TextBounds.SENTENCE),
      at,
      at
    };
  }

  /** The row of the decision to act, made when it is not there yet; answers its id. */
  static long acted(Sql sql, Decision.Act act, Instant at) throws SQLException {
    String key = RowKey.of(sql.fleet(), act.cause().key());
    Gist gist = Gist.of(act);
    List<Long> same =
        sql.query(
            CURRENT + "= ?",
            row -> gist(row).equals(gist) ? Optional.of(row.getLong("id")) : Optional.<Long>empty(),
            key);
    if (!same.isEmpty()) {
      return same.get(0);
    }
    sql.update("UPDATE decision SET row_key = NULL WHERE row_key = ?", key);
    return sql.insert(INSERT, inserted(sql.fleet(), key, act, at));
  }

  /** The newest decisions without their attempts, newest first. */
  static List<DecisionRecord> newest(Sql sql, int limit, Optional<Code> code, Optional<String> node)
      throws SQLException {
    List<Object> values = new ArrayList<>();
    StringBuilder where = new StringBuilder("WHERE fleet = ?");
    values.add(sql.fleet());
    code.ifPresent(
        c -> {
          where.append(" AND code = ?");
          values.add(c);
        });
    node.map(n -> TextBounds.cut(n, TextBounds.NODE))
        .ifPresent(
            n -> {
              where.append(" AND (node = ? OR other_node = ?)");
              values.add(n);
              values.add(n);
            });
    values.add(limit);
    return sql.query(
        "SELECT * FROM decision " + where + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
        DecisionTable::read,
        values.toArray());
  }

  /** One decision without its attempts. */
  static Optional<DecisionRecord> of(Sql sql, long id) throws SQLException {
    return sql
        .query(
            "SELECT * FROM decision WHERE id = ? AND fleet = ?",
            DecisionTable::read,
            id,
            sql.fleet())
        .stream()
        .findFirst();
  }

  private static Optional<DecisionRecord> read(ResultSet row) throws SQLException {
    Optional<Code> code = Json.code(row.getString("code"));
    if (code.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new DecisionRecord(
            row.getLong("id"),
            code.get(),
            row.getString("words"),
            Sql.maybe(row, "node"),
            Level.valueOf(row.getString("level")),
            Sql.instant(row, "since"),
            Json.evidence(row.getString("evidence")),
            Decision.Kind.valueOf(row.getString("kind")),
            Sql.maybe(row, "action"),
            Sql.maybe(row, "guard"),
            row.getString("why"),
            Sql.instant(row, "first_at"),
            Sql.instant(row, "last_at"),
            List.of()));
  }

  private static Gist gist(ResultSet row) throws SQLException {
    return new Gist(
        row.getString("kind"),
        Sql.maybe(row, "guard"),
        Sql.maybe(row, "action"),
        Sql.instant(row, "since"));
  }

  private static String words(Action action) {
    return TextBounds.cut(action.describe(), TextBounds.ACTION);
  }

  private static Optional<String> otherNode(Subject subject) {
    return subject instanceof Subject.OfLink link
        ? Optional.of(name(link.link().from()))
        : Optional.empty();
  }

  private static String name(NodeId id) {
    return TextBounds.cut(id.name(), TextBounds.NODE);
  }
}
