package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Decision;

/** Attempts: the intent to act, written before the act, and what came of it. */
final class AttemptTable {
  /** Attempts that one reading returns; a day of the busiest allowed fleet has fewer. */
  static final int READ_MAX = 10_000;

  private static final String DIED = "the plane stopped while the call was under way";

  private AttemptTable() {}

  static Attempt insert(Sql sql, long decision, Decision.Act act, Instant at) throws SQLException {
    Finding.Key cause = act.cause().key();
    long id =
        sql.insert(
            "INSERT INTO attempt (fleet, decision_id, code, subject, action, started_at, result,"
                + " detail, verification) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            sql.fleet(),
            decision,
            cause.code(),
            Json.subject(cause.subject()),
            Json.action(act.wanted()),
            at,
            Result.RUNNING,
            "",
            Verification.OPEN);
    return new Attempt(
        id,
        act.wanted(),
        cause,
        Sql.kept(at),
        Optional.empty(),
        Result.RUNNING,
        "",
        Verification.OPEN);
  }

  static void end(Sql sql, long id, Instant at, Result result, String detail) throws SQLException {
    sql.update(
        "UPDATE attempt SET ended_at = ?, result = ?, detail = ? WHERE id = ?",
        at,
        result,
        TextBounds.cut(detail, TextBounds.SENTENCE),
        id);
  }

  static void verify(Sql sql, long id, Instant at, Verification verification) throws SQLException {
    sql.update(
        "UPDATE attempt SET verified_at = ?, verification = ? WHERE id = ?", at, verification, id);
  }

  /** Takes back an intent that could not be made durable: nothing was done on its account. */
  static void takeBack(Sql sql, long id) throws SQLException {
    sql.update("DELETE FROM attempt WHERE id = ?", id);
  }

  /** Ends what an earlier process left running; {@code ours} are under way in this one. */
  static List<Attempt> interrupt(Sql sql, Instant at, Set<Long> ours) throws SQLException {
    List<Long> left =
        sql.query(
            "SELECT id FROM attempt WHERE result = ? AND fleet = ? ORDER BY id",
            row -> Optional.of(row.getLong("id")).filter(id -> !ours.contains(id)),
            Result.RUNNING,
            sql.fleet());
    List<Attempt> interrupted = new ArrayList<>();
    for (long id : left) {
      end(sql, id, at, Result.INTERRUPTED, DIED);
      interrupted.addAll(sql.query("SELECT * FROM attempt WHERE id = ?", AttemptTable::read, id));
    }
    return interrupted;
  }

  /** The newest attempts since then, oldest first, bounded. */
  static List<Attempt> since(Sql sql, Instant since) throws SQLException {
    List<Attempt> attempts =
        new ArrayList<>(
            sql.query(
                "SELECT * FROM attempt WHERE started_at >= ? AND fleet = ?"
                    + " ORDER BY id DESC FETCH FIRST ? ROWS ONLY",
                AttemptTable::read,
                since,
                sql.fleet(),
                READ_MAX));
    Collections.reverse(attempts);
    return attempts;
  }

  /** The same decisions, each with what was done on its account, oldest first. */
  static List<DecisionRecord> with(Sql sql, List<DecisionRecord> decisions) throws SQLException {
    if (decisions.isEmpty()) {
      return decisions;
    }
    String marks = decisions.stream().map(d -> "?").collect(Collectors.joining(", "));
    Object[] values = new Object[decisions.size() + 1];
    for (int i = 0; i < decisions.size(); i++) {
      values[i] = decisions.get(i).id();
    }
    values[decisions.size()] = READ_MAX;
    Map<Long, List<Attempt>> byDecision = new TreeMap<>();
    sql.query(
        "SELECT * FROM attempt WHERE decision_id IN (%s) ORDER BY id FETCH FIRST ? ROWS ONLY"
            .formatted(marks),
        row -> {
          long decision = row.getLong("decision_id");
          Optional<Attempt> attempt = read(row);
          attempt.ifPresent(
              a -> byDecision.computeIfAbsent(decision, d -> new ArrayList<>()).add(a));
          return attempt;
        },
        values);
    return decisions.stream().map(d -> d.with(byDecision.getOrDefault(d.id(), List.of()))).toList();
  }

  private static Optional<Attempt> read(ResultSet row) throws SQLException {
    Optional<Finding.Key> cause = RowKey.read(row);
    Optional<Action> action = Json.action(row.getString("action"));
    if (cause.isEmpty() || action.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Attempt(
            row.getLong("id"),
            action.get(),
            cause.get(),
            Sql.instant(row, "started_at"),
            Sql.maybeInstant(row, "ended_at"),
            Result.valueOf(row.getString("result")),
            row.getString("detail"),
            Verification.valueOf(row.getString("verification"))));
  }
}
