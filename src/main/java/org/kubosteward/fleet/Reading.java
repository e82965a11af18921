package org.kubosteward.fleet;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * What asking one question brought: an answer, or the reason why there is none. Not knowing is
 * data, never an exception and never a zero.
 *
 * @param <T> the answer
 */
public sealed interface Reading<T> permits Known, Missing {
  /** When the answer, or its absence, was noted. */
  Instant at();

  /** The answer, if there is one. */
  Optional<T> value();

  /** Why there is no answer, if there is none. */
  Optional<Missing<T>> missing();

  /** The same reading with its answer replaced by what {@code f} makes of it. */
  <R> Reading<R> map(Function<? super T, ? extends R> f);

  /** Whether there is an answer. */
  default boolean known() {
    return value().isPresent();
  }

  /** An answer noted at {@code at}. */
  static <T> Reading<T> known(T value, Instant at) {
    return new Known<>(value, at);
  }

  /** No answer, noted at {@code at}. */
  static <T> Reading<T> missing(Why why, String detail, Instant at) {
    return new Missing<>(why, detail, at);
  }

  /** A question that was not put: the node does not answer at all, or its turn has not come. */
  static <T> Reading<T> notAsked(Instant at) {
    return new Missing<>(Why.NOT_ASKED, "not asked yet", at);
  }
}
