package org.kubosteward.fleet;

/** Why a question has no answer. Append-only: the names appear in evidence, logs and metrics. */
public enum Why {
  /** The host answered, and nobody listens on the port. */
  REFUSED("nothing listens there"),
  /** The name does not resolve. */
  UNRESOLVED("the name does not resolve"),
  /** No route, or the network said no. */
  UNREACHABLE("no route to it"),
  /** No answer to the connection attempt within its deadline. */
  CONNECT_TIMED_OUT("no answer to the connection attempt"),
  /** The connection was accepted and then not one byte came. */
  STALLED("accepts connections and then says nothing"),
  /** It said itself that its deadline passed, or its few connections stayed in use. */
  TIMED_OUT("did not finish in time"),
  /** The connection was cut in the middle of an answer. */
  CUT("the answer was cut off"),
  /** 403: missing, wrong or insufficient credentials. */
  FORBIDDEN("refuses our credentials"),
  /** Something answers there that does not speak kubo's RPC. */
  NOT_KUBO("is not kubo's RPC"),
  /** It answered, and the answer does not parse. */
  MALFORMED("answers nonsense"),
  /** The answer is larger than the bound for this question. */
  TOO_LARGE("answers more than the bound"),
  /** The answer began well and ended with an error in its trailer. */
  LATE_ERROR("failed late"),
  /** kubo understood and said no. */
  REJECTED("says no"),
  /** The question was not put. */
  NOT_ASKED("not asked"),
  /** It began to answer, and did not end in time. */
  TOO_SLOW("answers too slowly"),
  /** It runs without a network, and what was asked for needs one. */
  OFFLINE("runs in offline mode");

  private final String phrase;

  Why(String phrase) {
    this.phrase = phrase;
  }

  /** What it means, as the end of a sentence that begins with the node. */
  public String phrase() {
    return phrase;
  }

  /**
   * Whether this proves that the address was reached: somebody there accepted, refused or answered.
   * A timeout or a name that does not resolve proves nothing; the fault may be ours.
   */
  public boolean provesReach() {
    return switch (this) {
      case REFUSED,
          STALLED,
          CUT,
          FORBIDDEN,
          NOT_KUBO,
          MALFORMED,
          TOO_LARGE,
          LATE_ERROR,
          REJECTED,
          TOO_SLOW,
          OFFLINE ->
          true;
      case UNRESOLVED, UNREACHABLE, CONNECT_TIMED_OUT, TIMED_OUT, NOT_ASKED -> false;
    };
  }
}
