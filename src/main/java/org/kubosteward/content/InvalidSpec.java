package org.kubosteward.content;

/** What somebody wants cannot be wanted; the message names the thing and the fix. */
public final class InvalidSpec extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  InvalidSpec(String message) {
    super(message);
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new InvalidSpec(message);
    }
  }
}
