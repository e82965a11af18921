package org.kubosteward.house;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What one logger says from now until this is closed, a string a line. */
public final class LogLines extends Handler implements AutoCloseable {
  private final Logger logger;
  private final @Nullable Level before;
  private final List<String> told = new CopyOnWriteArrayList<>();

  public LogLines(String name) {
    logger = Logger.getLogger(name);
    before = logger.getLevel();
    // Whoever ran before in this JVM may have hushed what is above it.
    logger.setLevel(Level.INFO);
    logger.addHandler(this);
  }

  /** The lines so far, oldest first. */
  public List<String> told() {
    return told;
  }

  @Override
  public void publish(LogRecord line) {
    told.add(
        line.getParameters() == null
            ? line.getMessage()
            : String.format(line.getMessage(), line.getParameters()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
  }
}
