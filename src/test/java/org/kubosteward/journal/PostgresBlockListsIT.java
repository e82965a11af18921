package org.kubosteward.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on a real PostgreSQL. */
class PostgresBlockListsIT extends BlockListsContract {
  private static PostgresServer server;
  private static int databases;

  @BeforeAll
  static void start(@TempDir Path data) {
    server = new PostgresServer(data.resolve("pg"));
    server.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Override
  Connections emptyDatabase() throws Exception {
    String name = "lists" + databases++;
    server.sql("CREATE DATABASE " + name);
    JournalDatabase database =
        opened(
            new JournalDatabase(
                new Settings(server.url(name), "postgres", Optional.of("postgres"))));
    SqlJournal journal = new SqlJournal(database, JournalLimits.shipped());
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(journal::check);
    return database;
  }
}
