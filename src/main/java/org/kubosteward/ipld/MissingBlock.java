package org.kubosteward.ipld;

/** A block that a walk needs is nowhere to be had. */
public final class MissingBlock extends Refusal {
  private static final long serialVersionUID = 1L;

  MissingBlock(String why) {
    super(why);
  }
}
