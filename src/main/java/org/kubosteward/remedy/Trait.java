package org.kubosteward.remedy;

/** What actions of a kind do that somebody else must know: guards, the verifier, the console. */
public enum Trait {
  /** It works on the link between two nodes, which it dials by peer id. */
  LINK,
  /** It drops a link that stands. */
  DROPS_LINK,
  /** It deletes blocks, and holds the lock that every write to the node waits for. */
  COLLECTS,
  /** The node is away for as long as it takes; it is for nodes that do not answer. */
  TAKES_DOWN,
  /** No picture shows what it mends: the node's answer to the call is the proof. */
  PROVEN_BY_ANSWER,
  /** It only begins what the rounds then follow by itself: its answer settles the attempt. */
  BEGINS
}
