package org.kubosteward.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.kubosteward.fleet.Identities;

/** What the database holds as current, against which each round is held. */
record Standing(
    FleetId fleet,
    Map<String, FindingTable.Open> findings,
    Map<String, DecisionTable.Current> decisions,
    Identities identities) {

  /** As it is there. */
  static Standing read(Sql sql) throws SQLException {
    return new Standing(
        sql.fleet(), FindingTable.open(sql), DecisionTable.current(sql), IdentityTable.all(sql));
  }

  /** What one round changes. */
  record Difference(
      FleetId fleet,
      FindingTable.Changes findings,
      DecisionTable.Changes decisions,
      IdentityTable.Changes identities) {
    boolean none() {
      return findings.none() && decisions.none() && identities.none();
    }

    void write(Sql sql) throws SQLException {
      findings.write(sql);
      decisions.write(sql);
      identities.write(sql);
    }

    Standing after() {
      return new Standing(fleet, findings.after(), decisions.after(), identities.after());
    }
  }

  Difference difference(Round round, JournalLimits limits) {
    Instant at = Sql.kept(round.picture().takenAt());
    return new Difference(
        fleet,
        FindingTable.changes(fleet, findings, round.report().findings(), at),
        DecisionTable.changes(
            fleet, decisions, round.plan().decisions(), at, limits.refreshEvery()),
        IdentityTable.changes(fleet, identities, round.picture().identities()));
  }
}
