package org.kubosteward.plane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.kubosteward.journal.PostgresServer;

/** Where the planes of a ground keep their journals, and what can happen to those. */
final class JournalGround implements AutoCloseable {
  /** Room for the journal of some rounds. */
  private static final int MEBIBYTES = 8;

  /** Stands in a setting for the directory of a small disk that the journal has for itself. */
  static final String DISK = "@disk";

  private static final String READ_ONLY =
      "ALTER DATABASE %s SET default_transaction_read_only = %s";
  private static final String END_SESSIONS =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'";

  private final Path directory;
  private final PostgresServer postgres;
  private Optional<SmallDisk> disk = Optional.empty();
  private String database = "";
  private boolean gone;

  JournalGround(Path directory) throws IOException {
    this.directory = directory;
    postgres = new PostgresServer(directory.resolve("postgres"));
    postgres.start();
  }

  /** A database for the next plane, and a disk where its fault wants one. */
  void begin(int plane, Fault fault) throws SQLException {
    database = "faults" + plane;
    postgres.sql("CREATE DATABASE " + database);
    if (fault.settings().values().stream().anyMatch(value -> value.contains(DISK))) {
      disk = Optional.of(SmallDisk.at(directory.resolve("journal" + plane), MEBIBYTES).needed());
    }
  }

  String url() {
    return postgres.url(database);
  }

  String onItsDisk(String setting) {
    return disk.map(own -> setting.replace(DISK, own.path().toString())).orElse(setting);
  }

  SmallDisk disk() {
    return disk.orElseThrow();
  }

  void stop() {
    try {
      postgres.stop();
      gone = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    postgres.start();
    gone = false;
  }

  /** A database that became a standby says the same, to sessions that it had before as well. */
  void readOnly(boolean now) {
    try {
      postgres.sql(READ_ONLY.formatted(database, now ? "on" : "off"));
      postgres.sql(END_SESSIONS.formatted(database));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file is there, and nothing is in it. */
  void empty() {
    try {
      Files.write(disk().path().resolve("journal.mv.db"), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void confirmTheLoss() {
    try {
      Files.delete(disk().path().resolve("journal.origin"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As it was before the fault; the plane has ended. */
  void recover() {
    if (gone) {
      start();
    }
    disk.ifPresent(SmallDisk::close);
    disk = Optional.empty();
  }

  @Override
  public void close() throws IOException {
    recover();
    postgres.close();
  }
}
