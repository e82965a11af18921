package org.kubosteward.journal;

import java.sql.SQLException;
import java.util.Optional;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Cid;

/**
 * The block lists of a fleet's contents in the journal's database. Any plane writes them, whoever
 * leads: there is one list of a CID, and it never changes.
 */
public final class SqlBlockLists implements BlockListBook {
  /** Two planes kept the same list in the same moment. */
  private static final String TAKEN = "23505";

  private final Connections connections;
  private final JournalLimits limits;
  private final FleetId fleet;

  /** The lists of that fleet; the database is first tried when it is first needed. */
  public SqlBlockLists(Connections connections, JournalLimits limits, FleetId fleet) {
    this.connections = connections;
    this.limits = limits;
    this.fleet = fleet;
  }

  @Override
  public Optional<BlockList> get(Cid content) {
    return in("reading the blocks of " + content, sql -> BlockListTable.read(sql, content));
  }

  @Override
  public boolean keep(Cid content, BlockList list) {
    byte[] encoded = list.encoded();
    if (encoded.length > MOST_BYTES) {
      return false;
    }
    String doing = "keeping the blocks of " + content;
    try {
      return transact(sql -> BlockListTable.write(sql, content, list, encoded));
    } catch (SQLException e) {
      if (TAKEN.equals(e.getSQLState())) {
        return true;
      }
      throw new JournalUnavailable(doing, e);
    }
  }

  @Override
  public void forget(Cid content) {
    in("forgetting the blocks of " + content, sql -> BlockListTable.delete(sql, content));
  }

  private <T> T in(String doing, Sql.Work<T> work) {
    try {
      return transact(work);
    } catch (SQLException e) {
      throw new JournalUnavailable(doing, e);
    }
  }

  private <T> T transact(Sql.Work<T> work) throws SQLException {
    return Sql.transact(connections, limits.statementTimeout(), fleet, work);
  }
}
