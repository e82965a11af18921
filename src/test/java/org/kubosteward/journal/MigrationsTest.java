package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void listsEveryScriptThatThereIs() throws Exception {
    try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/db/migration"))) {
      List<String> there = scripts.map(script -> script.getFileName().toString()).sorted().toList();
      assertThat(Migrations.SCRIPTS).containsExactlyElementsOf(there);
    }
  }

  @Test
  void goesOnWhereAPlaneWasKilledHalfWay() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:half-way");
    try (Connection holder = database.getConnection()) {
      Migrations.run(database);
      run(holder, "DROP TABLE heartbeat");
      run(holder, "DROP INDEX intent_withdrawn");
      run(holder, "DELETE FROM \"flyway_schema_history\"");

      Migrations.run(database);

      assertThat(new SqlJournal(database::getConnection, JournalLimits.shipped()).check()).isTrue();
    }
  }

  @Test
  void triesAgainWhatFailed() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:failed");
    try (Connection holder = database.getConnection()) {
      Migrations.run(database);
      run(holder, "DROP TABLE heartbeat");
      run(holder, "UPDATE \"flyway_schema_history\" SET \"success\" = FALSE");

      Migrations.run(database);

      assertThat(new SqlJournal(database::getConnection, JournalLimits.shipped()).check()).isTrue();
    }
  }

  @Test
  void whatWasResumedBeforeResumesEndedPausesStaysResumed() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:resumed");
    try (Connection holder = database.getConnection()) {
      Migrations.run(database);
      run(holder, "DELETE FROM \"flyway_schema_history\" WHERE \"version\" >= '4'");
      ask(holder, "PAUSE", "'kubo-1'", 1);
      ask(holder, "PAUSE", "NULL", 2);
      ask(holder, "RESUME", "NULL", 3);
      ask(holder, "PAUSE", "NULL", 4);
      ask(holder, "ACKNOWLEDGE", "NULL", 5);

      Migrations.run(database);

      assertThat(
              new SqlJournal(database::getConnection, JournalLimits.shipped())
                  .intents(Instant.parse("2026-11-23T09:00:00Z")))
          .extracting(i -> i.kind() + i.node().orElse("") + i.createdAt().toString().charAt(18))
          .containsExactly("PAUSEkubo-11", "PAUSE4", "ACKNOWLEDGE5");
      assertThat(
              new SqlJournal(database::getConnection, JournalLimits.shipped())
                  .intents(Instant.parse("2026-12-24T09:00:00Z")))
          .hasSize(2);
    }
  }

  private static void ask(Connection connection, String kind, String node, int second)
      throws SQLException {
    run(
        connection,
        "INSERT INTO intent (kind, node, author, reason, created_at) VALUES ('%s', %s, 'ada',"
                .formatted(kind, node)
            + " 'why', '2026-11-23 08:00:0%d+00')".formatted(second));
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
