package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.kubosteward.journal.RoundContract.LIMITS;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.plane.SmallDisk;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;

/** Whatever closed a journal in a file, it opens with the first check after the cause has ended. */
class H2ReopensIT {
  private static final int MEBIBYTES = 4;

  private final Path directory;
  private JournalDatabase database;
  private SqlJournal journal;

  H2ReopensIT(@TempDir Path directory) {
    this.directory = directory;
    database = new JournalDatabase(settings());
    journal = new SqlJournal(database, LIMITS);
  }

  private Settings settings() {
    return Settings.of("jdbc:h2:file:" + directory.resolve("disk/journal"));
  }

  private Path file(String suffix) {
    return directory.resolve("disk/journal" + suffix);
  }

  private void begin() {
    begin(settings());
  }

  private void begin(Settings settings) {
    database = new JournalDatabase(settings);
    journal = new SqlJournal(database, LIMITS);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Intent pause() {
    // A busy machine takes longer to open a file than the 4 s for which one look waits.
    await("the journal to open").atMost(Duration.ofMinutes(1)).until(journal::check);
    return journal.ask(
        Intents.asked(
            0,
            Intent.Kind.PAUSE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "ada",
            "the disks are changed",
            at(1),
            Optional.empty()));
  }

  private List<Intent> wished() {
    return journal.intents(at(2));
  }

  @Test
  void opensOnceThereIsRoomOnADiskThatWasFull() {
    try (SmallDisk disk = SmallDisk.at(directory.resolve("disk"), MEBIBYTES).needed()) {
      Intent pause = pause();
      disk.fill();
      assertThat(journal.check()).isFalse();
      assertThat(journal.trouble().orElse("")).contains("room").contains("steward.journal.url");
      assertThatThrownBy(() -> journal.begin(act(1, 2, at(1), "lost"), at(1)))
          .isInstanceOf(JournalUnavailable.class);
      assertThat(journal.check()).as("as long as it is full").isFalse();
      assertThat(journal.trouble().orElse("")).as("the cause stays").contains("room");

      disk.empty();

      assertThat(journal.check()).as(journal.trouble().orElse("")).isTrue();
      assertThat(wished()).containsExactly(pause);
      assertThat(journal.begin(act(1, 2, at(1), "lost"), at(1)).id()).isPositive();
      database.close();
    }
  }

  @Test
  void opensOnceTheFileCanBeWrittenAgain() {
    try (SmallDisk disk = SmallDisk.at(directory.resolve("disk"), MEBIBYTES).needed()) {
      Intent pause = pause();
      database.close();
      disk.readOnly(true);
      begin();
      for (int round = 0; round < 8; round++) {
        assertThat(journal.check()).isFalse();
        assertThat(journal.trouble().orElse("")).contains("read-only");
      }

      disk.readOnly(false);

      assertThat(journal.check()).as(journal.trouble().orElse("")).isTrue();
      assertThat(wished()).containsExactly(pause);
      database.close();
    }
  }

  @Test
  void aFileThatWasEmptiedIsAFaultUntilAPersonConfirmsIt() throws Exception {
    pause();
    database.close();
    String name = Files.readString(file(".origin")).strip();
    Files.write(file(".mv.db"), new byte[0]);

    begin();
    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse(""))
        .contains("is gone: its file is empty or missing")
        .contains("steward.journal.accept-loss-of=" + name)
        .contains("deleting " + file(".origin"));
    assertThatThrownBy(this::wished).isInstanceOf(JournalUnavailable.class);
    assertThat(file(".mv.db")).as("untouched").isEmptyFile();
    database.close();

    begin(settings().accepting(name));
    assertThat(journal.check()).as(journal.trouble().orElse("")).isTrue();
    assertThat(wished()).isEmpty();
    assertThat(file(".origin")).content().isNotBlank().doesNotContain(name);
    pause();
    database.close();

    Files.delete(file(".mv.db"));
    begin(settings().accepting(name));
    assertThat(journal.check()).as("what was confirmed once confirms nothing more").isFalse();
    Files.delete(file(".origin"));
    assertThat(journal.check()).as(journal.trouble().orElse("")).isTrue();
  }

  @Test
  void anEmptyDatabaseInThePlaceOfAJournalIsAFault() throws Exception {
    Intent pause = pause();
    database.close();
    Path aside = directory.resolve("aside");
    Files.move(file(".mv.db"), aside);
    made("SELECT 1");
    begin();
    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("holds no journal any more");
    database.close();

    Files.delete(file(".mv.db"));
    made("CREATE TABLE origin (id INTEGER, name VARCHAR)", "INSERT INTO origin VALUES (1, 'b')");
    begin();
    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("in its place is another one, b");
    database.close();

    Files.move(aside, file(".mv.db"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(journal.check()).as("a plane that was stopped").isFalse();
    begin();
    assertThat(journal.check()).as(journal.trouble().orElse("")).isTrue();
    assertThat(wished()).containsExactly(pause);
  }

  @Test
  void aFileThatIsEmptiedUnderARunningPlaneLosesNoPauseUntold() throws Exception {
    Intent pause = pause();
    Files.write(file(".mv.db"), new byte[0]);
    for (int round = 0; round < 3; round++) {
      journal.begin(act(1, 2, at(1), "lost"), at(1));
    }
    database.close();
    begin();

    // H2 has all that it read in memory, and writes it again.
    assertThat(journal.check() ? wished() : List.of(pause)).containsExactly(pause);
  }

  @Test
  void aJournalOfBeforeIsTakenAsItIs() throws Exception {
    Intent pause = pause();
    database.close();
    Files.delete(file(".origin"));
    made(
        "DROP TABLE origin",
        "DROP TABLE node_identity",
        "DELETE FROM \"flyway_schema_history\" WHERE CAST(\"version\" AS INT) >= 5");

    begin();

    assertThat(wished()).containsExactly(pause);
    assertThat(file(".origin")).exists();
  }

  /** Does that to the database in the file, or in a new one. */
  private void made(String... statements) throws SQLException, IOException {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(settings().url());
    source.setUser(settings().username());
    source.setPassword("");
    try (Connection connection = source.getConnection();
        Statement run = connection.createStatement()) {
      for (String statement : statements) {
        run.execute(statement);
      }
    }
  }
}
