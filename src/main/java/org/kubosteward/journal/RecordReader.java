package org.kubosteward.journal;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.Intent;

/** Reads the record of a fleet beside the writers; a read that fails says nothing about writing. */
final class RecordReader {
  /** Decisions that one reading returns. */
  private static final int DECISIONS_MAX = 500;

  private final Connections connections;
  private final JournalLimits limits;
  private final FleetId fleet;

  RecordReader(Connections connections, JournalLimits limits, FleetId fleet) {
    this.connections = connections;
    this.limits = limits;
    this.fleet = fleet;
  }

  List<DecisionRecord> decisions(int limit, Optional<Code> code, Optional<String> node) {
    int clamped = Math.max(1, Math.min(limit, DECISIONS_MAX));
    return read(
        "reading the decisions",
        sql -> AttemptTable.with(sql, DecisionTable.newest(sql, clamped, code, node)));
  }

  Optional<DecisionRecord> decision(long id) {
    return read(
            "reading decision " + id,
            sql -> AttemptTable.with(sql, DecisionTable.of(sql, id).stream().toList()))
        .stream()
        .findFirst();
  }

  List<Intent> intents(Instant now) {
    return read("reading the intents", sql -> IntentTable.active(sql, now));
  }

  Optional<RosterRow> roster() {
    return read("reading the roster", RosterTable::read);
  }

  private <T> T read(String doing, Sql.Work<T> work) {
    try {
      return Sql.transact(connections, limits.statementTimeout(), fleet, work);
    } catch (SQLException e) {
      throw new JournalUnavailable(doing, e);
    }
  }
}
