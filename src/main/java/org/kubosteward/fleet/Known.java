package org.kubosteward.fleet;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** An answer, and when it was given. */
public record Known<T>(T answer, Instant at) implements Reading<T> {
  public Known {
    Objects.requireNonNull(answer, "answer");
    Objects.requireNonNull(at, "at");
  }

  @Override
  public Optional<T> value() {
    return Optional.of(answer);
  }

  @Override
  public Optional<Missing<T>> missing() {
    return Optional.empty();
  }

  @Override
  public <R> Reading<R> map(Function<? super T, ? extends R> f) {
    return new Known<>(f.apply(answer), at);
  }
}
