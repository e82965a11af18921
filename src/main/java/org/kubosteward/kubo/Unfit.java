package org.kubosteward.kubo;

/** Ends the reading of an answer that cannot be used. */
final class Unfit extends RuntimeException {
  private final FaultKind kind;

  Unfit(FaultKind kind, String what) {
    super(what, null, false, false);
    this.kind = kind;
  }

  FaultKind kind() {
    return kind;
  }

  /** What it means that kubo itself reports this failure, where nothing says more. */
  static Unfit told(FaultKind otherwise, String message) {
    boolean late = message.contains("context deadline exceeded");
    return new Unfit(late ? FaultKind.TIMED_OUT : otherwise, "kubo says: " + message);
  }

  static Unfit malformed(String what) {
    return new Unfit(FaultKind.MALFORMED, what);
  }
}
