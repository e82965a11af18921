package org.kubosteward.kubo;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Follows pin/add. A line comes every half second, also while nothing happens: only a count that
 * grows is progress.
 */
final class PinAddTally implements Lines.Tally<PinProgress> {
  private final Consumer<PinProgress> each;
  private PinProgress last = PinProgress.NONE;
  private boolean pinned;

  PinAddTally(Consumer<PinProgress> each) {
    this.each = each;
  }

  @Override
  public void line(String line) {
    Fields told = Fields.of(line.getBytes(StandardCharsets.UTF_8), "Progress", "Bytes", "Pins");
    if (!told.isNothing("Pins")) {
      pinned = !told.texts("Pins").isEmpty();
      return;
    }
    PinProgress now = new PinProgress(count(told, "Progress"), count(told, "Bytes"));
    if (now.nodes() > last.nodes() || now.bytes() > last.bytes()) {
      last = now;
      each.accept(now);
    }
  }

  private static long count(Fields told, String name) {
    return told.isNothing(name) ? 0 : told.count(name);
  }

  @Override
  public PinProgress end() {
    if (!pinned) {
      throw UnusableAnswerException.malformed("it ended without naming what is pinned");
    }
    return last;
  }

  @Override
  public long progress(long receivedBytes) {
    return last.nodes() + last.bytes();
  }
}
