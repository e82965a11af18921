package org.kubosteward.access;

/** How a person is shown what went wrong; what has pages of its own brings one. */
public interface ProblemPage {
  /**
   * The page, as HTML.
   *
   * @param root the way from the path that was asked for to the root, as {@link Root} has it
   */
  String of(Problem problem, String root);
}
