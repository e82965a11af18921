package org.kubosteward.ipld;

/** A block is of a hash that is not computed here, or of a codec that is not read here. */
public final class Unsupported extends Refusal {
  private static final long serialVersionUID = 1L;

  Unsupported(String why) {
    super(why);
  }
}
