package org.kubosteward.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.kubosteward.health.HealthPolicy.Hold;
import org.kubosteward.health.HealthReport.Watch;

/**
 * The time rules for one condition: what a watch becomes with what this round saw.
 *
 * @param elapsed since the round before: the time for which this round's look speaks
 */
record Hysteresis(Hold hold, Instant now, Duration elapsed) {

  /** It is there: remembered from now on, open once it has been there for raise-after. */
  Watch present(Optional<Watch> before, Level level, SortedMap<String, String> evidence) {
    Instant since = before.map(Watch::since).orElse(now);
    boolean open =
        before.filter(Watch::open).isPresent()
            || Duration.between(since, now).compareTo(hold.raiseAfter()) >= 0;
    return new Watch(since, Optional.empty(), open, level, evidence);
  }

  /** It is in the band between the marks: an open one stays open, a held one begins anew. */
  Optional<Watch> lingering(
      Optional<Watch> before, Level level, SortedMap<String, String> evidence) {
    return before
        .filter(Watch::open)
        .map(watch -> new Watch(watch.since(), Optional.empty(), true, level, evidence));
  }

  /** It is not there: an open one clears after clear-after, a held one begins anew. */
  Optional<Watch> absent(Optional<Watch> before) {
    return before
        .filter(Watch::open)
        .map(watch -> goneSince(watch, watch.goneSince().orElse(now)))
        .filter(watch -> !goneFor(watch, hold.clearAfter()));
  }

  /**
   * Nobody could look: the time counts neither for nor against it. So the times from which it is
   * held or gone move on with the clock, all but the {@code since} of an open one, which people
   * read.
   */
  Optional<Watch> unseen(Optional<Watch> before) {
    return before.map(
        watch ->
            new Watch(
                watch.open() ? watch.since() : watch.since().plus(elapsed),
                watch.goneSince().map(gone -> gone.plus(elapsed)),
                watch.open(),
                watch.level(),
                watch.evidence()));
  }

  private boolean goneFor(Watch watch, Duration span) {
    return watch.goneSince().stream()
        .anyMatch(gone -> Duration.between(gone, now).compareTo(span) >= 0);
  }

  private static Watch goneSince(Watch watch, Instant gone) {
    return new Watch(
        watch.since(), Optional.of(gone), watch.open(), watch.level(), watch.evidence());
  }
}
