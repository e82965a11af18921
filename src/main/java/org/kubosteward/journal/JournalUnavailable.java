package org.kubosteward.journal;

/** The record cannot be written or read now; nothing may be done until it can. */
public final class JournalUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Says what was tried, and what the database said. */
  public JournalUnavailable(String doing, Throwable cause) {
    super(doing + ": " + cause.getMessage(), cause);
  }
}
