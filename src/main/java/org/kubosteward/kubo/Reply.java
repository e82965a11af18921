package org.kubosteward.kubo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What came of one call to one kubo: an {@link Answer}, or a {@link Fault} that says why not. */
public sealed interface Reply<T> permits Answer, Fault {

  /** How long the call took, from asking to knowing. */
  Duration took();

  /** The answer's value, or nothing when the call failed. */
  Optional<T> optional();

  /** This reply told in one type, whichever of the two it is. */
  <R> R fold(Function<Answer<T>, R> answered, Function<Fault<T>, R> failed);
}
