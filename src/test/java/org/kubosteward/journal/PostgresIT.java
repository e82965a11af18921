package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.left;
import static org.kubosteward.journal.Rounds.nearFull;
import static org.kubosteward.journal.Rounds.round;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Attempt;

/** The contract on a real PostgreSQL, and what can happen to a server. */
class PostgresIT extends KeysContract {
  private static PostgresServer server;
  private static int databases;

  private String name = "";

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    server = new PostgresServer(data.resolve("pg"));
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  Connections emptyDatabase() throws Exception {
    name = "journal" + databases++;
    server.sql("CREATE DATABASE " + name);
    return pool("postgres");
  }

  private JournalDatabase pool(String user) {
    return opened(
        new JournalDatabase(new Settings(server.url(name), user, Optional.of("postgres"))));
  }

  @Test
  void outlivesARestartOfTheServer() throws Exception {
    Finding before = nearFull(1, Level.WARN, at(1));
    Finding during = nearFull(2, Level.WARN, at(2));
    Attempt begun = journal.begin(act(1, 2, at(1), "lost"), at(1));
    journal.append(left(1, before));

    server.stop();
    journal.append(left(2, before, during));
    assertThat(journal.open()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("steward.journal.url");
    assertThatThrownBy(() -> journal.begin(act(2, 1, at(2), "lost"), at(2)))
        .isInstanceOf(JournalUnavailable.class);
    journal.end(begun, at(2), Attempt.Result.DONE, "dialled");

    server.start();
    assertThat(journal.check()).isTrue();
    journal.append(left(3, before, during));
    assertThat(journal.lastReport(at(4)).findings()).containsExactlyInAnyOrder(before, during);
    assertThat(journal.attemptsSince(at(0)))
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.result()).isEqualTo(Attempt.Result.DONE));
  }

  @Test
  void startsWhileTheServerIsDownAndMigratesWhenItIsBack() throws Exception {
    server.stop();
    journal.append(round(1, 3, List.of()));
    assertThat(journal.check()).isFalse();
    assertThat(journal.latest()).isPresent();

    server.start();
    assertThat(journal.check()).isTrue();
    assertThat(journal.begin(act(1, 2, at(1), "lost"), at(1)).id()).isPositive();
  }

  @Test
  void noticesThatTheDatabaseBecameReadOnly() throws Exception {
    assertThat(journal.check()).isTrue();
    server.sql("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    closeAll();
    journal = new SqlJournal(pool("postgres"), LIMITS);

    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("read-only");
  }

  @Test
  void saysThatTheUserIsUnknown() throws Exception {
    closeAll();
    journal = new SqlJournal(pool("nobody_we_know"), LIMITS);

    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse(""))
        .contains("steward.journal.username")
        .contains("steward.journal.url");
  }

  @Test
  void saysThatTheDatabaseDoesNotExist() throws Exception {
    closeAll();
    name = "nowhere";
    journal = new SqlJournal(pool("postgres"), LIMITS);

    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("does not exist").contains("create it");
  }

  @Test
  void migratesOnceWhenTwoPlanesStartTogether() throws Exception {
    SqlJournal second = new SqlJournal(pool("postgres"), LIMITS);
    Thread start = new Thread(second::check);
    start.start();
    assertThat(journal.check()).isTrue();
    start.join();

    assertThat(second.open()).isTrue();
  }
}
