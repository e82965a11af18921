package org.kubosteward.journal;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The database that {@code steward.journal.url} names, H2 or PostgreSQL, behind a small pool.
 *
 * <ol>
 *   <li>It is opened, and its tables brought up to date, when the first connection is wanted, by a
 *       thread of its own: whoever wants a connection waits for that {@link #PATIENCE} at most.
 *   <li>When it cannot be opened, whoever asks within {@link #SPARED} hears why at once.
 *   <li>When a transaction fails, all connections are closed and the next one is to a database that
 *       is opened anew. H2 stays closed after an error of its disk for as long as one connection is
 *       left, and a PostgreSQL that became a standby stays read-only on those that it has.
 * </ol>
 */
public final class JournalDatabase implements Connections, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(JournalDatabase.class);

  /** A round waits no longer than this, once, for a database that hangs. */
  static final Duration PATIENCE = JournalUrl.CONNECT.plusSeconds(1);

  /** Longer than a round, so that one of them does not try a dead database again and again. */
  private static final Duration SPARED = Duration.ofSeconds(8);

  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** Classes of errors that tell of the statement or its values and not of the database. */
  private static final Set<String> OF_THE_STATEMENT = Set.of("22", "23", "40");

  private static final String STILL_OPENING =
      "the database of steward.journal.url is still being opened after %d s"
          .formatted(PATIENCE.toSeconds());

  private final Pools pools;
  private final FleetId fleet;
  private final Origin origin;
  private final ScheduledThreadPoolExecutor doorman;
  private Optional<Turn> door = Optional.empty();
  private boolean over;
  private volatile Optional<SQLException> lastFailure = Optional.empty();

  /**
   * The database of these settings; connects to nothing yet.
   *
   * @throws IllegalArgumentException when the URL names no database that we know
   */
  public JournalDatabase(JournalConfig config) {
    this(config, FleetId.DEFAULT);
  }

  /** The same, whose rows of before there were fleets are that fleet's. */
  public JournalDatabase(JournalConfig config, FleetId fleet) {
    this.fleet = fleet;
    pools = new Pools(config);
    origin = new Origin(JournalUrl.h2File(config.url()), config.acceptLossOf());
    doorman =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "journal-database");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * One opening of the database.
   *
   * @param pool what comes of it, however late
   * @param soon the same, or that it took too long
   */
  private record Turn(
      CompletableFuture<AgroalDataSource> pool, CompletableFuture<AgroalDataSource> soon) {
    boolean opened() {
      return pool.isDone() && !pool.isCompletedExceptionally();
    }
  }

  @Override
  public Connection open() throws SQLException {
    AgroalDataSource pool = pool(turn());
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      distrust(pool, e);
      throw e;
    }
  }

  private synchronized Turn turn() throws SQLException {
    if (over) {
      throw new SQLException("the journal was closed, for the plane stops");
    }
    if (door.isEmpty()) {
      CompletableFuture<AgroalDataSource> pool =
          CompletableFuture.supplyAsync(this::opened, doorman);
      CompletableFuture<AgroalDataSource> soon =
          pool.copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      door = Optional.of(new Turn(pool, soon));
    }
    return door.get();
  }

  private AgroalDataSource opened() {
    AgroalDataSource pool = pools.make();
    try {
      origin.look(pool);
      Migrations.run(pool, fleet);
      origin.mark(pool);
      lastFailure = Optional.empty();
      return pool;
    } catch (SQLException | RuntimeException e) {
      // Flyway does not give back all that it had when it fails.
      pool.close();
      SQLException explained = Trouble.explain(e);
      lastFailure = Optional.of(explained);
      ScheduledFuture<?> unused =
          doorman.schedule(this::retry, SPARED.toMillis(), TimeUnit.MILLISECONDS);
      throw new CompletionException(explained);
    }
  }

  /** While it is tried again, what came of it last is still the reason. */
  private AgroalDataSource pool(Turn turn) throws SQLException {
    try {
      return turn.opened() ? turn.pool().join() : turn.soon().get();
    } catch (ExecutionException e) {
      SQLException why = lastFailure.orElse(new SQLException(STILL_OPENING, e));
      throw new SQLException(why.getMessage(), why.getSQLState(), why.getErrorCode(), why);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while the journal was opened", e);
    }
  }

  /** {@inheritDoc} What tells of the database closes all of them. */
  @Override
  public synchronized void failed(SQLException why) {
    // What has no state is a word of ours: another plane leads, say.
    String state = Optional.ofNullable(why.getSQLState()).orElse("");
    if (state.length() >= 2 && !OF_THE_STATEMENT.contains(state.substring(0, 2))) {
      door.filter(Turn::opened).ifPresent(turn -> distrust(turn.pool().join(), why));
    }
  }

  /** Closes it before the next opening, which waits for the same thread. */
  private synchronized void distrust(AgroalDataSource pool, SQLException why) {
    boolean ours =
        door.filter(turn -> turn.opened() && turn.pool().join().equals(pool)).isPresent();
    if (ours && !over) {
      LOG.debugf("the journal's connections are made anew: %s", why.getMessage());
      door = Optional.empty();
      doorman.execute(pool::close);
    }
  }

  @Override
  public synchronized void retry() {
    door = door.filter(turn -> !turn.pool().isCompletedExceptionally());
  }

  /** Closes the pool, and with it an H2 file. */
  @Override
  public void close() {
    CompletableFuture<Void> closed;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      Optional<Turn> last = door;
      door = Optional.empty();
      // After an opening that is under way.
      closed =
          CompletableFuture.runAsync(
              () -> last.filter(Turn::opened).ifPresent(turn -> turn.pool().join().close()),
              doorman);
    }
    try {
      closed.get(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warnf("the journal's database was not closed in an orderly way: %s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    doorman.shutdownNow();
  }
}
