package org.kubosteward.ipld;

/** The bytes of a block are not those that its CID names: whoever sent them is at fault. */
public final class CorruptBlock extends Refusal {
  private static final long serialVersionUID = 1L;

  CorruptBlock(String why) {
    super(why);
  }
}
