package org.kubosteward.ipld;

/** The bytes are those that the CID names, and are not what its codec demands. */
public final class MalformedBlock extends Refusal {
  private static final long serialVersionUID = 1L;

  MalformedBlock(String why) {
    super(why);
  }
}
