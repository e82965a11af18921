package org.kubosteward.journal;

import java.time.Duration;
import java.util.Optional;

/** The settings of a journal as shipped, over a database of the test. */
record Settings(
    String url, String username, Optional<String> password, Optional<String> acceptLossOf)
    implements JournalConfig {
  Settings(String url, String username, Optional<String> password) {
    this(url, username, password, Optional.empty());
  }

  /** The same, and the loss of that journal is confirmed. */
  Settings accepting(String lost) {
    return new Settings(url, username, password, Optional.of(lost));
  }

  static Settings of(String url) {
    return new Settings(url, "steward", Optional.empty());
  }

  @Override
  public int historyRounds() {
    return JournalLimits.shipped().historyRounds();
  }

  @Override
  public Duration keepFor() {
    return JournalLimits.shipped().keepFor();
  }

  @Override
  public int keepRows() {
    return JournalLimits.shipped().keepRows();
  }

  @Override
  public Duration refreshEvery() {
    return JournalLimits.shipped().refreshEvery();
  }

  @Override
  public Duration statementTimeout() {
    return JournalLimits.shipped().statementTimeout();
  }
}
