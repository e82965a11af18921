package org.kubosteward.kubo;

import java.util.List;

/**
 * A garbage collection that ran to its end or gave up (repo/gc).
 *
 * @param removed blocks removed
 * @param errorCount errors told, in the stream and at its end; above zero the collection was not
 *     whole
 * @param errors the first of them, at most {@value #MOST_ERRORS}, each cut short
 */
public record GcOutcome(long removed, long errorCount, List<String> errors) {

  /** The first errors name the cause; the rest repeat it for other blocks. */
  static final int MOST_ERRORS = 8;

  /** Keeps its own copy of the errors. */
  public GcOutcome {
    errors = List.copyOf(errors);
  }

  /** Whether everything that could go is gone. */
  public boolean complete() {
    return errorCount == 0;
  }
}
