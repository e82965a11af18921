package org.kubosteward.kubo;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Counts the blocks that repo/gc removed, one a line, and keeps the first errors between them. */
final class GcTally implements Lines.Tally<GcOutcome> {
  /** kubo's error about one block names two CIDs; more text than this only repeats. */
  private static final int MAX_ERROR_CHARS = 300;

  private final List<String> errors = new ArrayList<>();
  private long removed;
  private long errorCount;

  @Override
  public void line(String line) {
    Fields told = Fields.of(line.getBytes(StandardCharsets.UTF_8), "Key", "Error");
    String error = told.textIfAny("Error").orElse("");
    if (error.isEmpty()) {
      told.object("Key").text("/");
      removed++;
    } else {
      failed(error);
    }
  }

  private void failed(String error) {
    errorCount++;
    if (errors.size() < GcOutcome.MOST_ERRORS) {
      errors.add(error.substring(0, Math.min(error.length(), MAX_ERROR_CHARS)));
    }
  }

  @Override
  public GcOutcome end() {
    return new GcOutcome(removed, errorCount, errors);
  }

  /** A trailer only sums up the errors told before; where none was, it is the error. */
  @Override
  public GcOutcome endedBy(String streamError) {
    if (streamError.contains("context deadline exceeded")) {
      throw UnusableAnswerException.told(FaultKind.TIMED_OUT, streamError);
    }
    if (errorCount == 0) {
      failed(streamError);
    }
    return end();
  }
}
