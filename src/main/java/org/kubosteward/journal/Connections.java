package org.kubosteward.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the journal gets its connections; each is to a database that has its tables. */
@FunctionalInterface
public interface Connections {
  /**
   * A connection for one transaction; the caller closes it.
   *
   * @throws SQLException when there is none within the acquisition timeout
   */
  Connection open() throws SQLException;
}
