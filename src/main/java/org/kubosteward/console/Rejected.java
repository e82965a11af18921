package org.kubosteward.console;

import java.util.Map;

/** A request is not served, for the reason in its problem. */
final class Rejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final transient Map<String, String> headers;

  Rejected(Problem problem) {
    this(problem, Map.of());
  }

  Rejected(Problem problem, Map<String, String> headers) {
    super(problem.detail());
    this.problem = problem;
    this.headers = Map.copyOf(headers);
  }

  Problem problem() {
    return problem;
  }

  /** Headers that the answer carries, such as the challenge of a 401. */
  Map<String, String> headers() {
    return headers;
  }
}
