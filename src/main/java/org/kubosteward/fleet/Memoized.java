package org.kubosteward.fleet;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is worked out when somebody first asks for it, and then kept. Threads that ask at
 * the same moment may each work it out; the values are equal, for what they are made of is
 * immutable.
 *
 * @param <T> an immutable type
 */
final class Memoized<T> {
  private final Supplier<T> make;
  private volatile @Nullable T made;

  Memoized(Supplier<T> make) {
    this.make = make;
  }

  T get() {
    T known = made;
    if (known == null) {
      known = make.get();
      made = known;
    }
    return known;
  }
}
