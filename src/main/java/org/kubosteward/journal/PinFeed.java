package org.kubosteward.journal;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the leader reads of {@link PinBook}: all of it when its term begins, then what changed. A
 * change that was made while all was read may be told again, with all there is for its content at
 * that time: taking it in twice does no harm. All may throw {@link JournalUnavailable}.
 */
public interface PinFeed {
  /** Changes of one reading, at the most. */
  int CHANGES_MOST = 10_000;

  /**
   * Contents whose requests changed, of the oldest so many changes that were not taken in yet.
   *
   * @param limit from 1 to {@link #CHANGES_MOST}
   */
  List<PinChange> changes(int limit);

  /** Forgets these changes. What changed since they were read is told all the same. */
  void taken(Collection<Long> ids);

  /**
   * Hands on every request, oldest first, a thousand in memory at a time.
   *
   * @return how many
   */
  long everything(Consumer<PinRow> each);
}
