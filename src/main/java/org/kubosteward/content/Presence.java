package org.kubosteward.content;

/** Whether the copies on a node can be counted on. */
public enum Presence {
  /** It answers. */
  HERE,
  /** It does not answer, and the grace is not over: its copies count, and nothing moves. */
  AWAY,
  /** It has not answered for longer than the grace: its copies count no more. */
  GONE
}
