package org.kubosteward.console;

import jakarta.inject.Singleton;
import org.kubosteward.access.Problem;
import org.kubosteward.access.ProblemPage;

/** What went wrong, as a page like the others. */
@Singleton
final class ProblemPages implements ProblemPage {
  @Override
  public String of(Problem problem, String root) {
    return Pages.problem(problem, root).render();
  }
}
