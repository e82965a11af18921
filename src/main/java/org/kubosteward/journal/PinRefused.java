package org.kubosteward.journal;

/** A request is not kept, for the reason that it says. */
public final class PinRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For that reason. */
  public PinRefused(String why) {
    super(why);
  }
}
