package org.kubosteward.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** A real journal on an H2 database in memory, whose connections can be made to fail. */
public final class MemoryDatabase implements Connections, AutoCloseable {
  private final JournalDatabase database =
      new JournalDatabase(Settings.of("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"));
  private volatile boolean down;

  /** A journal over it; several over one database are one after the other in time. */
  public Journal journal() {
    return opened(new SqlJournal(this, JournalLimits.shipped()));
  }

  /** The same, which leaves of each round of the leader what other processes are told. */
  public Journal telling(Function<Round, String> told) {
    return opened(new SqlJournal(this, JournalLimits.shipped(), FleetId.DEFAULT, told));
  }

  /** A busy machine takes longer to open it than the 4 s of one try; a plane tries each round. */
  private Journal opened(SqlJournal journal) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> down || journal.check());
    return journal;
  }

  /** From now on nothing can be read or written. */
  public void fail() {
    down = true;
  }

  /** It answers again, with all that it held. */
  public void recover() {
    down = false;
  }

  @Override
  public Connection open() throws SQLException {
    if (down) {
      throw new SQLException("the database is down");
    }
    return database.open();
  }

  @Override
  public void failed(SQLException why) {
    database.failed(why);
  }

  @Override
  public void retry() {
    database.retry();
  }

  @Override
  public void close() {
    database.close();
  }
}
