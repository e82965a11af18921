package org.kubosteward.ipld;

/**
 * Something is not taken as what it claims to be, and why. Each kind asks for another answer: a
 * corrupt block is the fault of who sent it, a malformed one of who made it.
 */
public abstract sealed class Refusal extends IllegalArgumentException
    permits MalformedCid,
        CorruptBlock,
        Unsupported,
        MalformedBlock,
        MalformedCar,
        MissingBlock,
        NoSuchPath,
        LimitExceeded {
  private static final long serialVersionUID = 1L;

  Refusal(String why) {
    super(why);
  }
}
