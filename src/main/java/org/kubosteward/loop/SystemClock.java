package org.kubosteward.loop;

import java.time.Instant;
import java.time.InstantSource;

/** The one place where time is read; everybody else is told. */
public class SystemClock implements InstantSource {
  /** The wall clock: it names an instant for people, and may step either way at any time. */
  @Override
  public Instant instant() {
    return Instant.now();
  }

  /** Nanoseconds that only ever go forward, whatever happens to the wall clock. */
  public long nanos() {
    return System.nanoTime();
  }

  /** The same clock as an instant. It names no time of day: compare it with its like alone. */
  public final Instant steady() {
    return Instant.EPOCH.plusNanos(nanos());
  }
}
