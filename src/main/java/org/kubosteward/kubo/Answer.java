package org.kubosteward.kubo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * kubo answered in time, and the answer was whole and well formed.
 *
 * @param clockAhead how far the clock of who answered is ahead of ours (negative: behind), to a
 *     second and the way of the answer, by the Date that HTTP carries; nothing where it carries
 *     none
 */
public record Answer<T>(T value, Duration took, Optional<Duration> clockAhead) implements Reply<T> {

  /** One that does not tell by which clock. */
  public Answer(T value, Duration took) {
    this(value, took, Optional.empty());
  }

  @Override
  public Optional<T> optional() {
    return Optional.of(value);
  }

  @Override
  public <R> R fold(Function<Answer<T>, R> answered, Function<Fault<T>, R> failed) {
    return answered.apply(this);
  }
}
