package org.kubosteward.loop;

import java.time.Instant;
import java.time.InstantSource;

/** The one place where time is read; everybody else is told. */
class SystemClock implements InstantSource {
  @Override
  public Instant instant() {
    return Instant.now();
  }

  /** Nanoseconds that only ever go forward, whatever happens to the wall clock. */
  long nanos() {
    return System.nanoTime();
  }
}
