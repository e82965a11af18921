package org.kubosteward.journal;

import java.util.List;

/**
 * A part of the requests that a query asks for.
 *
 * @param count how many there are in all for that query, counted to {@link #COUNT_MOST}: that many
 *     stands for more. So it is more than {@code rows} have exactly when there is another page
 * @param rows newest first
 */
public record PinPage(long count, List<PinRow> rows) {
  /** One more than the longest page has. To count all of a million takes a hundred times a page. */
  public static final int COUNT_MOST = PinQuery.LIMIT_MOST + 1;

  public PinPage {
    rows = List.copyOf(rows);
  }
}
