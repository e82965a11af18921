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

  /** A transaction on one of them failed with this; whether they are still good is judged here. */
  default void failed(SQLException why) {}

  /** The next {@link #open()} tries the database, also where it could not be opened just now. */
  default void retry() {}
}
