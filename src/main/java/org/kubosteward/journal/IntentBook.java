package org.kubosteward.journal;

import java.time.Instant;
import org.kubosteward.remedy.Intent;

/** What operators ask for, kept and withdrawn. All may throw {@link JournalUnavailable}. */
public interface IntentBook extends IntentList {
  /**
   * Keeps what an operator asked; its id in {@code intent} is ignored. A pause of the whole fleet
   * is always taken.
   *
   * @throws TooManyIntents when as many of another kind or reach are in force as there may be
   */
  Intent ask(Intent intent);

  /** Withdraws an intent, kept with who did it; false when there is none of that id. */
  boolean withdraw(long id, String author, Instant at);
}
