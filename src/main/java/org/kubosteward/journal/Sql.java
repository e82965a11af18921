package org.kubosteward.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One transaction: statements with a deadline, and values as the databases both take them. Times
 * are kept to the microsecond, because PostgreSQL keeps no finer ones.
 */
final class Sql {
  /** Rows sent to the database at once: enough to save round trips, small enough to hold. */
  private static final int BATCH = 500;

  private final Connection connection;
  private final int timeoutSeconds;
  private final FleetId fleet;

  private Sql(Connection connection, Duration timeout, FleetId fleet) {
    this.connection = connection;
    this.fleet = fleet;
    this.timeoutSeconds = Math.toIntExact(timeout.toSeconds());
  }

  /** What is done within one transaction. */
  interface Work<T> {
    T in(Sql sql) throws SQLException;
  }

  /** Makes a value of the row that the result set stands on; empty when it cannot be read. */
  interface Mapper<T> {
    Optional<T> row(ResultSet row) throws SQLException;
  }

  /** Does the work and commits it, or rolls it back and says what the matter is. */
  static <T> T transact(Connections connections, Duration timeout, FleetId fleet, Work<T> work)
      throws SQLException {
    return transact(connections, timeout, fleet, work, Sql::leave);
  }

  /** The same, and what was committed has reached the disk when this returns. */
  static <T> T transactDurably(
      Connections connections, Duration timeout, FleetId fleet, Work<T> work) throws SQLException {
    return transact(connections, timeout, fleet, work, Sql::sync);
  }

  private static <T> T transact(
      Connections connections,
      Duration timeout,
      FleetId fleet,
      Work<T> work,
      Work<Boolean> afterwards)
      throws SQLException {
    try (Connection connection = connections.open()) {
      connection.setAutoCommit(false);
      try {
        Sql sql = new Sql(connection, timeout, fleet);
        T result = work.in(sql);
        connection.commit();
        afterwards.in(sql);
        return result;
      } catch (SQLException | RuntimeException e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      connections.failed(e);
      throw Trouble.explain(e);
    }
  }

  /** Whose rows are read and written. */
  FleetId fleet() {
    return fleet;
  }

  private boolean leave() {
    return false;
  }

  /** PostgreSQL syncs each commit; H2 writes it to the file and leaves the rest to the system. */
  private boolean sync() throws SQLException {
    boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
    if (h2) {
      update("CHECKPOINT SYNC");
      connection.commit();
    }
    return h2;
  }

  private static void rollBack(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  /** Runs one statement that writes; answers how many rows it touched. */
  int update(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /** Inserts one row and answers the id that the database gave it. */
  long insert(String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {"id"})) {
      statement.setQueryTimeout(timeoutSeconds);
      bind(statement, values);
      statement.executeUpdate();
      try (ResultSet keys = statement.getGeneratedKeys()) {
        if (!keys.next()) {
          throw new SQLException("the database gave no id to a new row");
        }
        return keys.getLong(1);
      }
    }
  }

  /** Runs one statement for each list of values, in batches. */
  void batch(String sql, List<Object[]> rows) throws SQLException {
    for (int from = 0; from < rows.size(); from += BATCH) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setQueryTimeout(timeoutSeconds);
        for (Object[] values : rows.subList(from, Math.min(from + BATCH, rows.size()))) {
          bind(statement, values);
          statement.addBatch();
        }
        statement.executeBatch();
      }
    }
  }

  /** The rows that mean something to this version, in the order of the query. */
  <T> List<T> query(String sql, Mapper<T> mapper, Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        read(mapper, rows).ifPresent(all::add);
      }
      return all;
    }
  }

  /** A row that names what only a newer version knows is left out: after a step back, that is. */
  private static <T> Optional<T> read(Mapper<T> mapper, ResultSet row) throws SQLException {
    try {
      return mapper.row(row);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A moment as the databases keep it. */
  static Instant kept(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  /** A moment that is always there. */
  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** A moment that may not have come. */
  static Optional<Instant> maybeInstant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  /** A text that may be absent. */
  static Optional<String> maybe(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private PreparedStatement prepare(String sql, Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(timeoutSeconds);
    bind(statement, values);
    return statement;
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      bind(statement, i + 1, values[i]);
    }
  }

  private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
    if (value instanceof Optional<?> maybe) {
      if (maybe.isPresent()) {
        bind(statement, at, maybe.get());
      } else {
        statement.setNull(at, Types.NULL);
      }
    } else if (value instanceof Instant instant) {
      statement.setObject(at, OffsetDateTime.ofInstant(kept(instant), ZoneOffset.UTC));
    } else if (value instanceof FleetId fleet) {
      statement.setString(at, fleet.name());
    } else if (value instanceof Enum<?> constant) {
      statement.setString(at, constant.name());
    } else {
      statement.setObject(at, value);
    }
  }
}
