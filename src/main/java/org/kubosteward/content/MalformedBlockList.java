package org.kubosteward.content;

/** Bytes are no {@link BlockList}, or one of another version; the message says why. */
public final class MalformedBlockList extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  MalformedBlockList(String message) {
    super(message);
  }
}
