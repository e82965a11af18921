package org.kubosteward.ipld;

/** A path leads to nothing, or through what is no directory. */
public final class NoSuchPath extends Refusal {
  private static final long serialVersionUID = 1L;

  NoSuchPath(String why) {
    super(why);
  }
}
