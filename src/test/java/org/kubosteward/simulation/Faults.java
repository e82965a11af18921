package org.kubosteward.simulation;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps the planes' log from the screen, and what they say went wrong in themselves. */
final class Faults {
  private static final List<Logger> LOGGERS =
      List.of(Logger.getLogger("steward"), Logger.getLogger("org.kubosteward.journal"));
  private static final ThreadLocal<List<String>> SEEN = ThreadLocal.withInitial(ArrayList::new);
  private static boolean hushed;

  private Faults() {}

  static synchronized void hush() {
    if (!hushed) {
      hushed = true;
      for (Logger logger : LOGGERS) {
        logger.setUseParentHandlers(false);
        logger.addHandler(new Ear());
      }
      LOGGERS.get(0).setLevel(Level.SEVERE);
      LOGGERS.get(1).setLevel(Level.OFF);
    }
  }

  /** The exceptions that were logged on this thread since the last call. */
  static List<String> taken() {
    List<String> seen = List.copyOf(SEEN.get());
    SEEN.get().clear();
    return seen;
  }

  private static final class Ear extends Handler {
    @Override
    public void publish(LogRecord said) {
      if (said.getThrown() != null) {
        StringWriter words = new StringWriter();
        said.getThrown().printStackTrace(new PrintWriter(words));
        SEEN.get().add(words.toString().lines().limit(12).reduce("", (a, b) -> a + "\n" + b));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
