package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class JournalUrlTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @Test
  void makesAnH2FileDurableAndLeavesClosingToThePool() {
    JournalUrl url = JournalUrl.of("jdbc:h2:file:./data/journal", TIMEOUT);

    assertThat(url.jdbc())
        .isEqualTo(
            "jdbc:h2:file:./data/journal"
                + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;WRITE_DELAY=0");
    assertThat(url.driver().getName()).isEqualTo("org.h2.Driver");
  }

  @Test
  void leavesASettingAloneThatTheUrlHasAlready() {
    assertThat(JournalUrl.of("jdbc:h2:mem:x;write_delay=10", TIMEOUT).jdbc())
        .isEqualTo("jdbc:h2:mem:x;write_delay=10;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
  }

  @Test
  void givesPostgresDeadlinesOnEverything() {
    JournalUrl url = JournalUrl.of("jdbc:postgresql://db/journal", TIMEOUT);

    assertThat(url.jdbc()).isEqualTo("jdbc:postgresql://db/journal");
    assertThat(url.properties())
        .containsEntry("connectTimeout", "3")
        .containsEntry("socketTimeout", "10");
  }

  @Test
  void namesTheSettingOfADatabaseThatItDoesNotKnow() {
    assertThatThrownBy(() -> JournalUrl.of("jdbc:mysql://db/journal", TIMEOUT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steward.journal.url")
        .hasMessageContaining("jdbc:postgresql:");
  }

  @Test
  void refusesAPasswordInTheUrlWithoutRepeatingIt() {
    assertThatThrownBy(
            () -> JournalUrl.of("jdbc:postgresql://db/journal?user=a&Password=hunter2", TIMEOUT))
        .hasMessageContaining("steward.journal.password")
        .hasMessageNotContaining("hunter2");
  }
}
