package org.kubosteward.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How often the same came in this minute, and whether that is worth a line: the first time, the
 * tenth, the hundredth and so on. A flood leaves few lines, and each says how far it has come.
 */
final class Repeats {
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** More different ones in a minute are one flood from many places: counted as one. */
  static final int MOST = 100;

  private static final int STEP = 10;

  private final Map<String, Count> counts = new HashMap<>();
  private final InstantSource clock;
  private Instant began = Instant.MIN;

  Repeats(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * One more of these.
   *
   * @param many whether it was counted with all that have no count of their own
   */
  record Count(long times, boolean many) {
    boolean worthALine() {
      long rest = times;
      while (rest % STEP == 0) {
        rest /= STEP;
      }
      return rest == 1;
    }
  }

  /** Counts it. */
  synchronized Count count(String what) {
    Instant now = clock.instant();
    if (now.isBefore(began) || !now.isBefore(began.plus(WINDOW))) {
      counts.clear();
      began = now;
    }
    boolean many = !counts.containsKey(what) && counts.size() >= MOST;
    return counts.merge(
        many ? "" : what, new Count(1, many), (sum, one) -> new Count(sum.times() + 1, many));
  }
}
