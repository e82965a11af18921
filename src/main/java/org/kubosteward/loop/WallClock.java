package org.kubosteward.loop;

import java.time.Duration;
import java.time.Instant;

/** Notices when the wall clock moves on its own. Used by the loop's thread alone. */
final class WallClock {
  private Instant wall;
  private Instant steady;

  WallClock(SystemClock clock) {
    this.wall = clock.instant();
    this.steady = clock.steady();
  }

  /** How far it moved against the clock that only goes forward, since the last call. */
  Duration step(Instant wallNow, Instant steadyNow) {
    Duration step = Duration.between(wall, wallNow).minus(Duration.between(steady, steadyNow));
    wall = wallNow;
    steady = steadyNow;
    return step;
  }
}
