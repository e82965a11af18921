package org.kubosteward.kubo;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Counts the pins of pin/ls, one a line, and hands their CIDs on. */
final class PinTally implements Lines.Tally<Long> {
  private final Consumer<String> each;
  private long pins;

  PinTally(Consumer<String> each) {
    this.each = each;
  }

  @Override
  public void line(String line) {
    String cid = Fields.of(line.getBytes(StandardCharsets.UTF_8), "Cid").text("Cid");
    if (cid.isEmpty()) {
      throw UnusableAnswerException.malformed("Cid is empty");
    }
    each.accept(cid);
    pins++;
  }

  @Override
  public Long end() {
    return pins;
  }
}
