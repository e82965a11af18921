package org.kubosteward.ipld;

/** A block cannot be checked, for the hash in its CID is none of {@link HashFunction}. */
public final class UnknownHash extends Refusal {
  private static final long serialVersionUID = 1L;

  UnknownHash(String why) {
    super(why);
  }
}
