package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.kubosteward.journal.RoundContract.LIMITS;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;
import static org.kubosteward.journal.Rounds.left;
import static org.kubosteward.journal.Rounds.nearFull;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kubosteward.health.Level;

/** Whatever closed a journal in PostgreSQL, it opens with the first check after its end. */
class PostgresReopensIT {
  private static final String CONNECTIONS = "pg_stat_activity WHERE datname = '%s'";

  private static PostgresServer server;
  private static int databases;

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
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

  @BeforeEach
  void create() throws Exception {
    name = "reopens" + databases++;
    server.sql("CREATE DATABASE " + name);
  }

  @AfterEach
  void close() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  private <T extends AutoCloseable> T closing(T thing) {
    opened.push(thing);
    return thing;
  }

  private SqlJournal journal(String url, String user) {
    Settings settings = new Settings(url, user, Optional.of("postgres"));
    return new SqlJournal(closing(new JournalDatabase(settings)), LIMITS);
  }

  @Test
  void aMigrationThatFailsLeavesNoConnectionAndItsCauseInTheSentence() throws Exception {
    server.sql("CREATE USER narrow" + databases + " PASSWORD 'postgres'");
    SqlJournal journal = journal(server.url(name), "narrow" + databases);

    for (int failed = 0; failed < 2; failed++) {
      // Flyway tries for ten seconds to make the table of its history.
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !journal.check() && journal.trouble().orElse("").contains("too few rights"));
    }
    await().until(() -> server.count(CONNECTIONS.formatted(name)) <= 1);

    server.sql("ALTER DATABASE " + name + " OWNER TO narrow" + databases);
    await().atMost(Duration.ofSeconds(15)).until(journal::check);
  }

  @Test
  void worksBehindAPoolerThatGivesEachTransactionAnotherSession(@TempDir Path directory)
      throws Exception {
    PgBouncer pooler = closing(new PgBouncer(directory, server.port(), 3));
    SqlJournal journal = journal(pooler.url(name), "postgres");
    SqlJournal second = journal(pooler.url(name), "postgres");

    for (int round = 1; round <= 20; round++) {
      assertThat(journal.check()).as(journal.trouble().orElse("")).isTrue();
      assertThat(second.check()).as(second.trouble().orElse("")).isTrue();
      journal.append(left(round, nearFull(round % 3, Level.WARN, at(round))));
      journal.begin(act(1, 2, at(round), "lost"), at(round));
    }
    assertThat(journal.open()).isTrue();
    assertThat(second.attemptsSince(at(0))).hasSize(20);
  }

  @Test
  void aPoolerThatLacksASessionForTheMigrationFailsItCleanly(@TempDir Path directory)
      throws Exception {
    PgBouncer pooler = closing(new PgBouncer(directory, server.port(), 1));
    SqlJournal journal = journal(pooler.url(name), "postgres");

    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("pooler").contains("query_wait_timeout");
    assertThat(server.count(CONNECTIONS.formatted(name))).isLessThanOrEqualTo(1);
  }

  @Test
  void aDatabaseThatTakesConnectionsAndSaysNothingHoldsNoRoundUpForLong() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress())) {
      SqlJournal journal =
          journal("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/journal", "postgres");

      for (int round = 1; round <= 3; round++) {
        // What a round asks of its journal, in that order.
        Instant began = Instant.now();
        assertThat(journal.check()).isFalse();
        assertThat(journal.trouble().orElse("")).contains("host and port are right");
        assertThatThrownBy(() -> journal.lead("us")).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> journal.lastReport(at(1))).isInstanceOf(JournalUnavailable.class);
        assertThatThrownBy(() -> journal.intents(at(1))).isInstanceOf(JournalUnavailable.class);
        journal.append(left(round, nearFull(1, Level.WARN, at(round))));
        assertThat(Duration.between(began, Instant.now()))
            .isLessThan(JournalDatabase.PATIENCE.plusSeconds(1));
      }
    }
  }

  @Test
  void opensOnceADatabaseThatWasReadOnlyIsWritable() throws Exception {
    SqlJournal journal = journal(server.url(name), "postgres");
    assertThat(journal.check()).isTrue();
    server.sql("ALTER DATABASE " + name + " SET default_transaction_read_only = on");
    server.sql("SELECT pg_terminate_backend(pid) FROM " + CONNECTIONS.formatted(name));
    assertThat(journal.check()).isFalse();
    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse("")).contains("read-only");

    server.sql("ALTER DATABASE " + name + " SET default_transaction_read_only = off");

    assertThat(journal.check()).as(journal.trouble().orElse("")).isTrue();
  }

  @Test
  void tablesThatAreGoneUnderARunningPlaneAreAFaultAndNoNewJournal() throws Exception {
    SqlJournal journal = journal(server.url(name), "postgres");
    assertThat(journal.check()).isTrue();
    server.sql("SELECT pg_terminate_backend(pid) FROM " + CONNECTIONS.formatted(name));
    server.sql("DROP DATABASE " + name);
    assertThat(journal.check()).isFalse();
    server.sql("CREATE DATABASE " + name);

    assertThat(journal.check()).isFalse();
    assertThat(journal.trouble().orElse(""))
        .contains("the database holds no journal any more")
        .contains("steward.journal.accept-loss-of=");
  }
}
