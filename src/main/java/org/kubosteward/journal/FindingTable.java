package org.kubosteward.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;

/** Findings: when each opened, how bad it was last, when it closed. */
final class FindingTable {
  private static final Comparator<Finding> WORST_FIRST =
      Comparator.comparing(Finding::level).reversed().thenComparing(Finding::key);

  private FindingTable() {}

  /** An open row, as far as a difference can be seen in it. */
  record Open(String level, Instant since) {}

  /** What one round changes. {@code after} is what is open once it is written. */
  record Changes(
      List<Object[]> close, List<Object[]> open, List<Object[]> change, Map<String, Open> after) {

    boolean none() {
      return close.isEmpty() && open.isEmpty() && change.isEmpty();
    }

    /** Closes before it opens: a finding that came anew takes the key of the one that went. */
    void write(Sql sql) throws SQLException {
      sql.batch("UPDATE finding SET row_key = NULL, closed_at = ? WHERE row_key = ?", close);
      sql.batch(
          "INSERT INTO finding"
              + " (fleet, row_key, code, subject, level, since, opened_at, changed_at, evidence)"
              + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
          open);
      sql.batch(
          "UPDATE finding SET level = ?, changed_at = ?, evidence = ? WHERE row_key = ?", change);
    }
  }

  /** What the database holds as open, by key. */
  static Map<String, Open> open(Sql sql) throws SQLException {
    Map<String, Open> open = new HashMap<>();
    sql.query(
        "SELECT row_key, level, since FROM finding WHERE row_key IS NOT NULL AND fleet = ?",
        row ->
            Optional.ofNullable(
                open.put(
                    row.getString("row_key"),
                    new Open(row.getString("level"), Sql.instant(row, "since")))),
        sql.fleet());
    return open;
  }

  /** The difference between what is open there and what is found now. */
  static Changes changes(
      FleetId fleet, Map<String, Open> before, List<Finding> findings, Instant at) {
    Changes changes =
        new Changes(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new HashMap<>());
    for (Finding finding : findings) {
      String key = RowKey.of(fleet, finding.key());
      Open now = new Open(finding.level().name(), Sql.kept(finding.since()));
      Open was = before.get(key);
      changes.after.put(key, now);
      if (was == null || !was.since().equals(now.since())) {
        changes.open.add(inserted(fleet, key, finding, at));
      } else if (!was.equals(now)) {
        changes.change.add(
            new Object[] {finding.level(), at, Json.evidence(finding.evidence()), key});
      }
    }
    before.forEach(
        (key, was) -> {
          Open now = changes.after.get(key);
          if (now == null || !now.since().equals(was.since())) {
            changes.close.add(new Object[] {at, key});
          }
        });
    return changes;
  }

  private static Object[] inserted(FleetId fleet, String key, Finding finding, Instant at) {
    return new Object[] {
      fleet,
      key,
      finding.code(),
      Json.subject(finding.subject()),
      finding.level(),
      finding.since(),
      at,
      at,
      Json.evidence(finding.evidence())
    };
  }

  /** The open findings as a report: the memory of a plane that starts again. */
  static HealthReport report(Sql sql, Instant at) throws SQLException {
    List<Finding> findings =
        new ArrayList<>(
            sql.query(
                "SELECT code, subject, level, since, evidence FROM finding"
                    + " WHERE row_key IS NOT NULL AND fleet = ? ORDER BY id",
                FindingTable::finding,
                sql.fleet()));
    findings.sort(WORST_FIRST);
    return HealthReport.resumed(at, findings);
  }

  private static Optional<Finding> finding(ResultSet row) throws SQLException {
    Level level = Level.valueOf(row.getString("level"));
    Instant since = Sql.instant(row, "since");
    SortedMap<String, String> evidence = Json.evidence(row.getString("evidence"));
    return RowKey.read(row)
        .map(key -> new Finding(key.code(), key.subject(), level, since, evidence));
  }
}
