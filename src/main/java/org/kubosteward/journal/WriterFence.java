package org.kubosteward.journal;

/** Keeps whoever does not lead any more from writing. */
public interface WriterFence {
  /**
   * From here on {@code holder} leads: what an earlier leader still writes is refused.
   *
   * @return the epoch, higher than any before
   * @throws JournalUnavailable when the database does not answer
   */
  long lead(String holder);

  /** Whether no other plane has led since {@link #lead}, as far as the last write told. */
  boolean leads();
}
