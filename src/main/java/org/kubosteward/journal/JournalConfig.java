package org.kubosteward.journal;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the record is kept, and how much of it. */
@ConfigMapping(prefix = "steward.journal")
public interface JournalConfig {
  /**
   * JDBC URL of the database: {@code jdbc:h2:file:/path/name} for one replica, {@code
   * jdbc:postgresql://host:5432/database} for more than one. Holds no password.
   */
  @WithDefault("jdbc:h2:file:${steward.data.dir:./data}/journal")
  String url();

  /** Name of the database user; for an H2 file the user that the file is created with. */
  @WithDefault("steward")
  String username();

  /**
   * Password of the database user; none when not set. Best given in a file that {@code
   * KUBO_STEWARD_SETTINGS} names.
   */
  Optional<String> password();

  /** Rounds whose figures are kept in memory for charts. */
  @WithDefault("240")
  int historyRounds();

  /** How long closed findings, past decisions, settled attempts and ended intents are kept. */
  @WithDefault("30d")
  Duration keepFor();

  /** Rows a table keeps; beyond it the oldest history goes before its time. */
  @WithDefault("100000")
  int keepRows();

  /** How often a decision that goes on unchanged is written again with its latest reason. */
  @WithDefault("5m")
  Duration refreshEvery();

  /** A statement that takes longer than this is cancelled, and the journal counts as closed. */
  @WithDefault("5s")
  Duration statementTimeout();

  /**
   * The id of a journal that is gone for good. A journal that was there and is empty stays closed
   * until a person says so here; the log and the readiness probe tell the id.
   */
  Optional<String> acceptLossOf();

  /** The bounds among these settings, validated. */
  default JournalLimits limits() {
    return new JournalLimits(
        historyRounds(), keepFor(), keepRows(), refreshEvery(), statementTimeout());
  }
}
