package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void listsEveryScriptThatThereIs() throws Exception {
    try (Stream<Path> scripts = Files.list(Path.of("src/main/resources/db/migration"))) {
      List<String> there =
          scripts
              .map(script -> script.getFileName().toString())
              .sorted(Comparator.comparingInt(MigrationsTest::number))
              .toList();
      assertThat(Migrations.SCRIPTS).containsExactlyElementsOf(there);
    }
  }

  @Test
  void goesOnWhereAPlaneWasKilledHalfWay() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:half-way");
    try (Connection holder = database.getConnection()) {
      Migrations.run(database, FleetId.DEFAULT);
      run(holder, "DROP TABLE heartbeat");
      run(holder, "DROP INDEX intent_withdrawn");
      run(holder, "DELETE FROM \"flyway_schema_history\"");

      Migrations.run(database, FleetId.DEFAULT);

      assertThat(new SqlJournal(database::getConnection, JournalLimits.shipped()).check()).isTrue();
    }
  }

  @Test
  void triesAgainWhatFailed() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:failed");
    try (Connection holder = database.getConnection()) {
      Migrations.run(database, FleetId.DEFAULT);
      run(holder, "DROP TABLE heartbeat");
      run(holder, "UPDATE \"flyway_schema_history\" SET \"success\" = FALSE");

      Migrations.run(database, FleetId.DEFAULT);

      assertThat(new SqlJournal(database::getConnection, JournalLimits.shipped()).check()).isTrue();
    }
  }

  @Test
  void whatWasResumedBeforeResumesEndedPausesStaysResumed() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:resumed");
    try (Connection holder = database.getConnection()) {
      Migrations.run(database, FleetId.DEFAULT);
      run(holder, "DELETE FROM \"flyway_schema_history\" WHERE CAST(\"version\" AS INTEGER) >= 4");
      ask(holder, "PAUSE", "'kubo-1'", 1);
      ask(holder, "PAUSE", "NULL", 2);
      ask(holder, "RESUME", "NULL", 3);
      ask(holder, "PAUSE", "NULL", 4);
      ask(holder, "ACKNOWLEDGE", "NULL", 5);

      Migrations.run(database, FleetId.DEFAULT);

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

  @Test
  void whatWasThereBeforeTheFleetsIsTheFleetsThatBringsItUpToDate() throws Exception {
    JdbcDataSource database = new JdbcDataSource();
    database.setURL("jdbc:h2:mem:fleets");
    FleetId west = new FleetId("west");
    try (Connection holder = database.getConnection()) {
      Migrations.run(database, FleetId.DEFAULT);
      for (String index : List.of("intent_fleet", "fence_fleet", "finding_fleet")) {
        run(holder, "DROP INDEX " + index);
      }
      for (String table : List.of("intent", "fence", "finding")) {
        run(holder, "ALTER TABLE " + table + " DROP COLUMN fleet");
      }
      run(holder, "DELETE FROM \"flyway_schema_history\" WHERE CAST(\"version\" AS INTEGER) >= 9");
      run(holder, "UPDATE fence SET epoch = 41");
      run(
          holder,
          "INSERT INTO finding (row_key, code, subject, level, since, opened_at, changed_at,"
              + " evidence) VALUES ('0a1b', 'NODE_DOWN', '[\"a\",\"b\"]', 'CRIT',"
              + " CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, '{}')");
      ask(holder, "PAUSE", "NULL", 1);

      Migrations.run(database, west);

      SqlJournal ours = journal(database, west);
      assertThat(ours.lead("plane-w")).isEqualTo(42);
      assertThat(ours.intents(Instant.parse("2026-11-23T09:00:00Z"))).hasSize(1);
      assertThat(ours.lastReport(Instant.EPOCH).findings()).hasSize(1);
      SqlJournal others = journal(database, new FleetId("east"));
      assertThat(others.lead("plane-e")).isEqualTo(1);
      assertThat(others.intents(Instant.parse("2026-11-23T09:00:00Z"))).isEmpty();
      assertThat(others.lastReport(Instant.EPOCH).findings()).isEmpty();
    }
  }

  /** As Flyway orders them: V10 comes after V9. */
  private static int number(String script) {
    return Integer.parseInt(script.substring(1, script.indexOf("__")));
  }

  private static SqlJournal journal(JdbcDataSource database, FleetId fleet) {
    return new SqlJournal(
        database::getConnection, JournalLimits.shipped(), fleet, round -> "no matter");
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
