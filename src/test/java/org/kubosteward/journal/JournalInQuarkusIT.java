package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.journal.Rounds.act;
import static org.kubosteward.journal.Rounds.at;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kubosteward.journal.JournalInQuarkusIT.Alone;

/** The settings and the database under the class loaders and the configuration of Quarkus. */
@QuarkusTest
@TestProfile(Alone.class)
class JournalInQuarkusIT {
  @Inject JournalConfig config;

  /** Ports of the system's choosing, and no rounds. */
  public static final class Alone implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "steward.data.dir",
          "target/journal-in-quarkus",
          "quarkus.scheduler.enabled",
          "false",
          "quarkus.http.test-port",
          "0",
          "quarkus.management.test-port",
          "0");
    }
  }

  @Test
  void readsItsSettingsAsShipped() {
    assertThat(config.limits()).isEqualTo(JournalLimits.shipped());
    assertThat(config.url()).isEqualTo("jdbc:h2:file:target/journal-in-quarkus/journal");
    assertThat(config.password()).isEmpty();
  }

  @Test
  void migratesAndWritesWhenOnlyTheUrlIsSet() {
    Settings memory = Settings.of("jdbc:h2:mem:quarkus;DB_CLOSE_DELAY=-1");
    try (JournalDatabase database = new JournalDatabase(memory)) {
      SqlJournal journal = new SqlJournal(database, config.limits());

      assertThat(journal.check()).as(journal.trouble().orElse("")).isTrue();
      assertThat(journal.begin(act(1, 2, at(1), "lost"), at(1)).id()).isPositive();
    }
  }
}
