package org.kubosteward.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The templates, each checked against its data at build time. */
@CheckedTemplate(basePath = "console")
final class Pages {
  private Pages() {}

  /** The whole page. */
  static native TemplateInstance page(Board board, Viewer viewer);

  /** The part of it that is renewed. */
  static native TemplateInstance board(Board board, Viewer viewer);

  /** Asks for a token; {@code trouble} is why the last one was not good, or empty. */
  static native TemplateInstance login(String trouble);

  /** Everything about one finding. */
  static native TemplateInstance why(Explanation why);

  /** What would come of an action. */
  static native TemplateInstance rehearsal(DryRunAnswer run);

  /** Says what went wrong. */
  static native TemplateInstance problem(Problem problem);
}
