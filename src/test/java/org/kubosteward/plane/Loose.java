package org.kubosteward.plane;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What a drill has begun and must end. */
final class Loose {
  private static final int LAST_TURN_SECONDS = 30;

  private final Deque<AutoCloseable> ends = new ArrayDeque<>();

  void push(AutoCloseable end) {
    ends.push(end);
  }

  /** Does something again and again; the end of it waits for the turn under way. */
  void repeat(Runnable deed, Duration pause) {
    ScheduledExecutorService again = Executors.newSingleThreadScheduledExecutor();
    var unused = again.scheduleWithFixedDelay(deed, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    push(
        () -> {
          again.shutdown();
          if (!again.awaitTermination(LAST_TURN_SECONDS, TimeUnit.SECONDS)) {
            again.shutdownNow();
          }
        });
  }

  /** Ends all of it, the latest first. */
  void letGo() {
    List<AutoCloseable> all = new ArrayList<>(ends);
    ends.clear();
    for (AutoCloseable one : all) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
