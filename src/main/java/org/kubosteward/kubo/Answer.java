package org.kubosteward.kubo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** kubo answered in time, and the answer was whole and well formed. */
public record Answer<T>(T value, Duration took) implements Reply<T> {

  @Override
  public Optional<T> optional() {
    return Optional.of(value);
  }

  @Override
  public <R> R fold(Function<Answer<T>, R> answered, Function<Fault<T>, R> failed) {
    return answered.apply(this);
  }
}
