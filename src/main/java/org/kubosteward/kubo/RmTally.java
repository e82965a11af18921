package org.kubosteward.kubo;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Counts the blocks that block/rm removed, one a line; an error about one stands in its line. */
final class RmTally implements Lines.Tally<Long> {
  private long removed;
  private @Nullable String refused;

  @Override
  public void line(String line) {
    Fields told = Fields.of(line.getBytes(StandardCharsets.UTF_8), "Hash", "Error");
    String error = told.textIfAny("Error").orElse("");
    if (error.isEmpty()) {
      told.text("Hash");
      removed++;
    } else if (refused == null) {
      refused = error;
    }
  }

  @Override
  public Long end() {
    if (refused != null) {
      throw UnusableAnswerException.told(FaultKind.REJECTED, refused);
    }
    return removed;
  }
}
