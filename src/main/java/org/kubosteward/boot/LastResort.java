package org.kubosteward.boot;

import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;

/**
 * Ends the process when the virtual machine runs out of memory, wherever that shows: in the rounds,
 * in a thread that nobody watches, or in what a library caught and logged. A process that lives on
 * with half of its threads answers its probes and does no rounds; one that ends is started again.
 */
final class LastResort extends Handler {
  /** As the virtual machine itself ends with {@code -XX:+ExitOnOutOfMemoryError}. */
  static final int STATUS = 3;

  private static final Logger LOG = Logger.getLogger("steward.process");

  /** Causes are followed so deep; a chain may be a ring. */
  private static final int DEPTH = 20;

  private final Runnable end;

  LastResort(Runnable end) {
    this.end = end;
  }

  /** Listens to every thread without a handler of its own, and to the log. */
  static LastResort installed() {
    LastResort resort = new LastResort(() -> Runtime.getRuntime().halt(STATUS));
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, thrown) -> {
          resort.look(thrown);
          LOG.errorf(thrown, "thread=%s result=ended", thread.getName());
        });
    java.util.logging.Logger.getLogger("").addHandler(resort);
    return resort;
  }

  /** Ends the process if that is, or was caused by, a lack of memory. */
  void look(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      if (cause instanceof OutOfMemoryError) {
        try {
          LOG.fatal(
              "result=ended why=\"out of memory; whoever runs this process starts it again\"");
        } finally {
          end.run();
        }
        return;
      }
      cause = cause.getCause();
    }
  }

  @Override
  public void publish(LogRecord logged) {
    if (logged.getThrown() != null) {
      look(logged.getThrown());
    }
  }

  @Override
  public void flush() {}

  /** Listens no more. */
  @Override
  public void close() {
    java.util.logging.Logger.getLogger("").removeHandler(this);
    Thread.setDefaultUncaughtExceptionHandler(null);
  }
}
