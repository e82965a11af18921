package org.kubosteward.kubo;

import java.nio.charset.StandardCharsets;

/** Counts the pins of pin/ls, one a line. */
final class PinTally implements Lines.Tally<Long> {
  private long pins;

  @Override
  public void line(String line) {
    String cid = Fields.of(line.getBytes(StandardCharsets.UTF_8), "Cid").text("Cid");
    if (cid.isEmpty()) {
      throw Unfit.malformed("Cid is empty");
    }
    pins++;
  }

  @Override
  public Long end() {
    return pins;
  }
}
