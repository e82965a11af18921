package org.kubosteward.ipld;

/** The bytes are no CAR, or are not all of it. */
public final class MalformedCar extends Refusal {
  private static final long serialVersionUID = 1L;

  MalformedCar(String why) {
    super(why);
  }
}
