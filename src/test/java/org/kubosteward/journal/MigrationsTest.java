package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
