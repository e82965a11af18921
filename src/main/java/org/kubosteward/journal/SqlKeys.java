package org.kubosteward.journal;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

/**
 * The keys of a fleet in the journal's database. Any plane writes them, whoever leads, and no round
 * waits for it.
 */
public final class SqlKeys implements KeyBook {
  /** Two planes kept a key of one name in the same moment. */
  private static final String TAKEN = "23505";

  private final Connections connections;
  private final JournalLimits limits;
  private final FleetId fleet;

  /** The keys of that fleet; the database is first tried when it is first needed. */
  public SqlKeys(Connections connections, JournalLimits limits, FleetId fleet) {
    this.connections = connections;
    this.limits = limits;
    this.fleet = fleet;
  }

  @Override
  public List<KeyRow> keys() {
    return in("reading the keys", KeyTable::all);
  }

  @Override
  public KeyRow add(KeyRow key) {
    return durably("keeping a key", sql -> KeyTable.insert(sql, key));
  }

  @Override
  public boolean remove(long id) {
    return durably("revoking key " + id, sql -> KeyTable.delete(sql, id));
  }

  @Override
  public void used(long id, LocalDate day) {
    in("noting the use of key " + id, sql -> KeyTable.used(sql, id, day));
  }

  private <T> T in(String doing, Sql.Work<T> work) {
    try {
      return Sql.transact(connections, limits.statementTimeout(), fleet, work);
    } catch (SQLException e) {
      throw new JournalUnavailable(doing, e);
    }
  }

  private <T> T durably(String doing, Sql.Work<T> work) {
    try {
      return Sql.transactDurably(connections, limits.statementTimeout(), fleet, work);
    } catch (SQLException e) {
      if (TAKEN.equals(e.getSQLState())) {
        throw new KeyRefused("there is a key of that name already");
      }
      throw new JournalUnavailable(doing, e);
    }
  }
}
