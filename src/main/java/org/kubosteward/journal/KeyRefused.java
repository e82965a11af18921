package org.kubosteward.journal;

/** A key is not kept: its name is taken, or there are as many as there may be. */
public final class KeyRefused extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** For that reason, a clause. */
  public KeyRefused(String why) {
    super(why);
  }
}
