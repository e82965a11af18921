package org.kubosteward.loop;

import java.io.Serial;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

/** A throwable as the log shows it: the same stack, its words without secrets and on one line. */
final class Told extends Throwable {
  @Serial private static final long serialVersionUID = 1;

  /** Causes are followed this far; what lies deeper helps nobody. */
  private static final int DEEPEST = 12;

  private final String words;

  private Told(Throwable of, int depth) {
    super(null, depth < DEEPEST && of.getCause() != null ? told(of.getCause(), depth) : null);
    this.words = Line.of(Secrets.strike(of.toString()));
    setStackTrace(of.getStackTrace());
    if (depth < DEEPEST) {
      for (Throwable suppressed : of.getSuppressed()) {
        addSuppressed(told(suppressed, depth));
      }
    }
  }

  static Told of(Throwable thrown) {
    return new Told(thrown, 0);
  }

  private static Told told(Throwable other, int depth) {
    return new Told(other, depth + 1);
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // The name shown is that of the other's class.
  public String toString() {
    return words;
  }
}
