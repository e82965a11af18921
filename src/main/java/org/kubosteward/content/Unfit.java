package org.kubosteward.content;

/**
 * Why a node is not to get another copy now.
 *
 * @param why the same as the end of a sentence that begins with the node
 */
public record Unfit(Kind kind, String why) {
  /** What it is. Append-only: the names appear in answers. */
  public enum Kind {
    NOT_OF_THE_FLEET,
    DOWN,
    OFFLINE,
    LEAVING,
    FLAPPING,
    COLLECTING,
    ROOM_UNKNOWN,
    FULL;

    /** Whether it is about room alone: then what is there can still be healed and dropped. */
    boolean ofRoom() {
      return this == FULL || this == ROOM_UNKNOWN;
    }
  }
}
