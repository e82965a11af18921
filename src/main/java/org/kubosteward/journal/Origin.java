package org.kubosteward.journal;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Which journal this is: a name in the database that is also kept outside of it, in a file beside
 * that of H2 and, for as long as the process lives, in memory. A database that was there and has
 * lost its name is empty or another one, and its pauses are gone: that is a fault which a person
 * must confirm, and never a new journal. Used by one thread at a time.
 */
final class Origin {
  private static final String SUFFIX = ".origin";
  private static final String DATABASE_SUFFIX = ".mv.db";
  private static final int NAME_MAX = 100;

  private static final String NAME =
      "INSERT INTO origin (id, name, begun_at) VALUES (1, %s, CURRENT_TIMESTAMP)";

  private final Optional<Path> file;
  private final Optional<String> lost;
  private Optional<String> known = Optional.empty();

  /**
   * Of a journal that nobody has looked at.
   *
   * @param database the H2 file without its suffix, when it is one
   * @param lost the name of a journal that a person says is gone for good
   */
  Origin(Optional<Path> database, Optional<String> lost) {
    this.file = database;
    this.lost = lost.map(String::strip);
  }

  /**
   * Looks whether the journal that was there still is, before anything is written to it.
   *
   * @throws SQLException when it is not, with what to do
   */
  void look(DataSource database) throws SQLException {
    if (file.isPresent()) {
      known = marked();
    }
    known = known.filter(name -> !lost.equals(Optional.of(name)));
    if (known.isEmpty()) {
      return;
    }
    if (file.map(Origin::isEmpty).orElse(false)) {
      // Before it is opened: H2 would make a new database of it.
      throw gone("its file is empty or missing");
    }
    Optional<String> found = named(database);
    if (!found.equals(known)) {
      throw gone(
          found
              .map(other -> "in its place is another one, " + other)
              .orElse("the database holds no journal any more"));
    }
  }

  /** Names the journal when it has no name yet, and keeps the name outside of it. */
  void mark(DataSource database) throws SQLException {
    if (named(database).isEmpty()) {
      try (Connection connection = database.getConnection();
          Statement insert = connection.createStatement()) {
        insert.executeUpdate(NAME.formatted(dice(connection)));
      } catch (SQLException e) {
        if (named(database).isEmpty()) {
          throw e;
        }
        // Another plane was faster.
      }
    }
    known = named(database);
    if (known.isPresent() && !known.equals(marked())) {
      keep(known.get());
    }
  }

  private static String dice(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals("H2")
        ? "CAST(RANDOM_UUID() AS VARCHAR)"
        : "md5(random()::text || clock_timestamp()::text)";
  }

  private static Optional<String> named(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT name FROM origin WHERE id = 1");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    } catch (SQLException e) {
      if (String.valueOf(e.getSQLState()).startsWith("42")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean isEmpty(Path file) {
    try {
      return Files.size(Path.of(file + DATABASE_SUFFIX)) == 0;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<Path> marker() {
    return file.map(path -> Path.of(path + SUFFIX));
  }

  private Optional<String> marked() throws SQLException {
    if (marker().isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(marker().get(), StandardCharsets.UTF_8).strip();
      return Optional.of(TextBounds.cut(text, NAME_MAX)).filter(name -> !name.isEmpty());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SQLException(
          "%s beside the file of steward.journal.url cannot be read, and without it a journal that was lost would be taken for a new one: %s"
              .formatted(marker().get(), e),
          e);
    }
  }

  private void keep(String name) throws SQLException {
    if (marker().isEmpty()) {
      return;
    }
    Path marker = marker().get();
    Path aside = Path.of(marker + ".new");
    try {
      Files.writeString(aside, name + "\n", CREATE, TRUNCATE_EXISTING, WRITE, SYNC);
      Files.move(
          aside, marker, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SQLException(
          "%s beside the file of steward.journal.url cannot be written, and without it a journal that was lost would be taken for a new one: %s"
              .formatted(marker, e),
          e);
    }
  }

  private SQLException gone(String how) {
    String name = known.orElseThrow();
    return new SQLException(
        "the journal %s of steward.journal.url is gone: %s. Pauses and approvals went with it."
                .formatted(name, how)
            + " Put it back from a backup; or confirm the loss with steward.journal.accept-loss-of="
            + name
            + marker().map(path -> ", or by deleting " + path).orElse("")
            + ": then a new one begins");
  }
}
