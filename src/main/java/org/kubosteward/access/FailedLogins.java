package org.kubosteward.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Counts wrong credentials by remote address, and tells an address that guesses to wait. */
final class FailedLogins {
  /** A person mistypes a few times; a program that guesses is through with this in a second. */
  static final int ALLOWED = 20;

  /** The failures of an address are forgotten after this long. */
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Beyond this many addresses the oldest is forgotten: memory matters more than their wait. */
  static final int ADDRESSES = 10_000;

  private final Map<String, Count> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
          return size() > ADDRESSES;
        }
      };
  private final InstantSource clock;

  FailedLogins(InstantSource clock) {
    this.clock = clock;
  }

  /** How long wrong credentials from the address are only told to wait; empty for not at all. */
  synchronized Optional<Duration> mustWait(String address) {
    Instant now = clock.instant();
    return current(address, now)
        .filter(count -> count.failures() >= ALLOWED)
        .map(count -> Duration.between(now, count.began().plus(WINDOW)));
  }

  synchronized void failed(String address) {
    Instant now = clock.instant();
    Count count = current(address, now).orElse(new Count(now, 0));
    counts.put(address, new Count(count.began(), count.failures() + 1));
  }

  private Optional<Count> current(String address, Instant now) {
    Optional<Count> count = Optional.ofNullable(counts.get(address));
    if (count.filter(c -> now.isBefore(c.began().plus(WINDOW))).isEmpty()) {
      counts.remove(address);
      return Optional.empty();
    }
    return count;
  }

  private record Count(Instant began, int failures) {}
}
