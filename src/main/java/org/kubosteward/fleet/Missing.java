package org.kubosteward.fleet;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * No answer, why, and since which look. {@code detail} is a sentence for people; it never holds a
 * secret.
 */
public record Missing<T>(Why why, String detail, Instant at) implements Reading<T> {
  public Missing {
    Objects.requireNonNull(why, "why");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(at, "at");
  }

  @Override
  public Optional<T> value() {
    return Optional.empty();
  }

  @Override
  public Optional<Missing<T>> missing() {
    return Optional.of(this);
  }

  @Override
  public <R> Reading<R> map(Function<? super T, ? extends R> f) {
    return new Missing<>(why, detail, at);
  }
}
