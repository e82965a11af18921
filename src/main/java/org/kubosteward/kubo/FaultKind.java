package org.kubosteward.kubo;

/** The ways a call to kubo goes wrong, told apart because they mean different things. */
public enum FaultKind {
  /** Nobody listens on the port: the process is gone, the machine is there. */
  REFUSED,
  /** The host name has no address. */
  UNRESOLVED,
  /** The network says that there is no way to the host. */
  UNREACHABLE,
  /** No connection in time: the host is gone, or something swallows the packets. */
  CONNECT_TIMED_OUT,
  /**
   * Connected, then not one byte of an answer by the deadline: the process is stopped or out of
   * file descriptors, or the call waits inside kubo (collecting garbage behind a stuck pin).
   */
  STALLED,
  /** kubo itself says that the deadline which the call named has passed: an answer, and in time. */
  TIMED_OUT,
  /** The connection closed before the answer was whole. */
  CUT,
  /** HTTP 403 or 401: the credentials are missing, wrong, or do not reach this call. */
  FORBIDDEN,
  /** Something else than kubo's RPC answers there: another status, HTML, not even HTTP. */
  NOT_KUBO,
  /** A whole answer which is not what this call promises. */
  MALFORMED,
  /** The answer passed its byte bound and was cut off by us. */
  TOO_LARGE,
  /** The answer began well, and kubo reported a failure in the X-Stream-Error trailer. */
  LATE_ERROR,
  /** kubo understood, and said no: a message with status 400 or 500, or inside a 200. */
  REJECTED,
  /** It began to answer, and the answer was not whole by the deadline: it lives, and is slow. */
  TOO_SLOW,
  /**
   * kubo understood, and its disk had no room for what it was to write: no space, no inode or no
   * quota is left where the blocks are, whatever {@code diag/sys} says of the repository's root.
   */
  NO_SPACE,
  /** The call never got one of the node's few connections: others before it wait there. */
  CROWDED,
  /** kubo runs without a network ({@code daemon --offline}): what was asked for needs one. */
  OFFLINE,
  /** The node does not hold what was asked for, and was told to fetch nothing. */
  ABSENT,
  /** Bytes came, and they are not what their CID names: what the node holds is damaged. */
  CORRUPT,
  /**
   * We gave it up: it was cancelled, or what makes the bytes that are sent failed or paused for too
   * long, or what takes those that come. It says nothing about the node.
   */
  CANCELLED;

  /** Whether time ran out, wherever: what was asked for may still be under way there. */
  public boolean late() {
    return this == TIMED_OUT || this == STALLED || this == TOO_SLOW || this == CROWDED;
  }
}
