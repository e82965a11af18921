package org.kubosteward.access;

import java.util.Map;

/** A request is not served, for the reason in its problem. */
public final class Rejected extends RuntimeException {
  /** How somebody who is not known is to say who they are. */
  static final String CHALLENGE = "Bearer realm=\"kubo-steward\"";

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  /** For the reason in the problem. */
  public Rejected(Problem problem) {
    this(problem, Map.of());
  }

  Rejected(Problem problem, Map<String, String> headers) {
    super(problem.detail());
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  /** 401, with the challenge. */
  static Rejected unauthenticated(String detail) {
    return new Rejected(
        Problem.of(401, "Unauthorized", detail), Map.of("WWW-Authenticate", CHALLENGE));
  }

  /** Why it is not served. */
  public Problem problem() {
    return problem;
  }

  /** Headers that the answer carries, such as the challenge of a 401. */
  Map<String, String> headers() {
    return headers;
  }
}
