package org.kubosteward.ipld;

/** Says of a text or of bytes why they are no CID, in words for whoever wrote them. */
public final class MalformedCid extends Refusal {
  private static final long serialVersionUID = 1L;

  MalformedCid(String why) {
    super(why);
  }
}
