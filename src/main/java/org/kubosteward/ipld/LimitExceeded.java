package org.kubosteward.ipld;

/** More was asked for, or promised, than the caller's limit allows. */
public final class LimitExceeded extends Refusal {
  private static final long serialVersionUID = 1L;

  LimitExceeded(String why) {
    super(why);
  }
}
