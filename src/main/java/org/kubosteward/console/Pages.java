package org.kubosteward.console;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;
import java.util.Optional;
import org.kubosteward.access.Problem;

/**
 * The templates, each checked against its data at build time. Each has the way to the root, since a
 * proxy may serve the console under a path that the plane does not know.
 */
@CheckedTemplate(basePath = "console")
final class Pages {
  private Pages() {}

  /** The whole page. */
  static native TemplateInstance page(Board board, Viewer viewer, String root);

  /** The part of it that is renewed. */
  static native TemplateInstance board(Board board, Viewer viewer, String root);

  /** Asks for a token; {@code trouble} is why the last one was not good, or empty. */
  static native TemplateInstance login(String trouble, String root);

  /** Everything about one finding. */
  static native TemplateInstance why(Explanation why, String root);

  /** What would come of an action. */
  static native TemplateInstance rehearsal(DryRunAnswer run, String root);

  /** All keys; {@code made} is the one that was just made, or none. */
  static native TemplateInstance keys(
      KeyAnswer.All all, Optional<KeyAnswer.Made> made, List<String> scopes, String root);

  /** How content stands. */
  static native TemplateInstance contents(ContentBoard board, Viewer viewer, String root);

  /** The part of it that is renewed. */
  static native TemplateInstance contentboard(ContentBoard board, Viewer viewer, String root);

  /** Everything about one content. */
  static native TemplateInstance content(ContentSheet sheet, Viewer viewer, String root);

  /** The part of it that is renewed. */
  static native TemplateInstance contentsheet(ContentSheet sheet, Viewer viewer, String root);

  /** Says what went wrong. */
  static native TemplateInstance problem(Problem problem, String root);
}
