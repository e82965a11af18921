package org.kubosteward.kube;

import java.util.Optional;

/**
 * What the API server said to a write.
 *
 * @param status the HTTP status; 0 when nobody answered
 * @param detail what it said, one line; the object's name and the fix where there is one
 */
public record KubeReply(Kind kind, int status, String detail) {
  /** What an answer means to the one who asked. */
  public enum Kind {
    /** Done. */
    DONE,
    /** 404, or another object of the same name lives there now. */
    GONE,
    /** 403: the Role lacks a verb. */
    FORBIDDEN,
    /** 409: someone else changed it. */
    CONFLICT,
    /** 429: for an eviction, the disruption budget says no. */
    REFUSED,
    /** Any other answer. */
    FAILED,
    /** Nobody answered in time; whether it was done is unknown. */
    UNREACHABLE
  }

  /** The reply as a failure; empty when it was done. */
  public Optional<String> failure() {
    return kind == Kind.DONE ? Optional.empty() : Optional.of(detail);
  }
}
