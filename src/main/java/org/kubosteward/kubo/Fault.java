package org.kubosteward.kubo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * A call that gave no usable answer.
 *
 * @param kind what went wrong
 * @param detail one short sentence that names the call, the address and what happened; never a
 *     credential
 * @param took from asking to knowing
 */
public record Fault<T>(FaultKind kind, String detail, Duration took) implements Reply<T> {

  @Override
  public Optional<T> optional() {
    return Optional.empty();
  }

  @Override
  public <R> R fold(Function<Answer<T>, R> answered, Function<Fault<T>, R> failed) {
    return failed.apply(this);
  }
}
