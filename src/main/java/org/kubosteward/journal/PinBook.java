package org.kubosteward.journal;

import java.util.Optional;
import org.kubosteward.content.PinRequest;

/**
 * What people and programs want kept. Any plane writes it, whoever leads. All may throw {@link
 * JournalUnavailable}; then nothing of what was asked is kept.
 */
public interface PinBook {
  /** Requests of a fleet, at the most: whoever leads holds all their contents in memory. */
  int MOST = 2_000_000;

  /** Requests for one content, at the most. */
  int MOST_OF_ONE = 1_000;

  /**
   * Keeps a request. It is on the disk when this returns.
   *
   * @return as it is kept: its time is later than that of every other request of the fleet, by a
   *     millisecond at least, and so later than the given one where that was not so
   * @throws PinRefused when there are as many as there may be
   */
  PinRow add(PinRequest request, String createdBy);

  /**
   * Keeps a request in the place of another one, in one step: what both want is wanted throughout.
   *
   * @param id of the one that goes
   * @return as {@link #add}; empty when there is none of that id, and then nothing is kept
   * @throws PinRefused when there are as many for that content as there may be
   */
  Optional<PinRow> replace(String id, PinRequest by, String createdBy);

  /** The request of that id. */
  Optional<PinRow> pin(String id);

  /** Forgets a request; false when there is none of that id. On the disk when this returns. */
  boolean remove(String id);

  /** The requests that the query asks for, newest first. */
  PinPage page(PinQuery query);
}
