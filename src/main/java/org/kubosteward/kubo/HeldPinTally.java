package org.kubosteward.kubo;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.MalformedCid;

/** Reads pin/ls of one CID: one line when it is pinned. */
final class HeldPinTally implements Lines.Tally<Optional<HeldPin>> {
  private final Cid asked;
  private final PinType type;
  private @Nullable HeldPin pin;

  HeldPinTally(Cid asked, PinType type) {
    this.asked = asked;
    this.type = type;
  }

  @Override
  public void line(String line) {
    Fields told = Fields.of(line.getBytes(StandardCharsets.UTF_8), "Cid", "Type", "Name");
    if (!cid(told.text("Cid")).multihash().equals(asked.multihash())) {
      throw UnusableAnswerException.malformed("Cid is not the one that was asked for");
    }
    if (!told.text("Type").equals(type.word())) {
      throw UnusableAnswerException.malformed("Type is not " + type.word());
    }
    pin = new HeldPin(type, told.textIfAny("Name").orElse(""));
  }

  /** A CID that kubo tells. */
  static Cid cid(String text) {
    try {
      return Cid.parse(text);
    } catch (MalformedCid wrong) {
      throw UnusableAnswerException.malformed("a CID is none: " + wrong.getMessage());
    }
  }

  @Override
  public Optional<HeldPin> end() {
    return Optional.ofNullable(pin);
  }
}
