package org.kubosteward.journal;

import java.time.LocalDate;
import java.util.List;

/** The keys of a fleet. All may throw {@link JournalUnavailable}. */
public interface KeyBook {
  /** Keys that a fleet may have: whoever serves requests holds all of them in memory. */
  int MOST = 1_000;

  /** All, oldest first; those that have expired too. */
  List<KeyRow> keys();

  /**
   * Keeps a key; its id is ignored. It is on the disk when this returns.
   *
   * @throws KeyRefused when its name is taken, or there are {@link #MOST}
   */
  KeyRow add(KeyRow key);

  /** Forgets a key; false when there is none of that id. It is on the disk when this returns. */
  boolean remove(long id);

  /** The key was used on that day; an earlier day than the one that is kept changes nothing. */
  void used(long id, LocalDate day);
}
