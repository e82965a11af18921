package org.kubosteward.boot;

import java.io.Serial;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

/** A throwable as the log shows it: the same stack, its words without secrets and on one line. */
final class PlainThrowable extends Throwable {
  @Serial private static final long serialVersionUID = 1;

  /** Causes are followed this far; what lies deeper helps nobody. */
  private static final int DEEPEST = 12;

  private final String words;

  private PlainThrowable(Throwable of, int depth) {
    super(null, depth < DEEPEST && of.getCause() != null ? told(of.getCause(), depth) : null);
    this.words = Line.of(Secrets.strike(of.toString()));
    setStackTrace(of.getStackTrace());
    if (depth < DEEPEST) {
      for (Throwable suppressed : of.getSuppressed()) {
        addSuppressed(told(suppressed, depth));
      }
    }
  }

  static PlainThrowable of(Throwable thrown) {
    return new PlainThrowable(thrown, 0);
  }

  private static PlainThrowable told(Throwable other, int depth) {
    return new PlainThrowable(other, depth + 1);
  }

  @Override
  @SuppressWarnings("OverrideThrowableToString") // The name shown is that of the other's class.
  public String toString() {
    return words;
  }
}
