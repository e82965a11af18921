package org.kubosteward.access;

/**
 * How programs are told what went wrong where a standard has a form of its own for it, in the place
 * of problem+json; what serves such paths brings one.
 */
public interface ProblemForm {
  /** Whether errors of that path are told in this form. */
  boolean covers(String path);

  /** Its media type. */
  String mediaType();

  /** The problem in this form. */
  String of(Problem problem);
}
