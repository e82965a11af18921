package org.kubosteward.remedy;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ContentPlan;
import org.kubosteward.content.Obstacle;
import org.kubosteward.content.Step;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Subject;

/** What the plan for all content holds for the content of one policy. */
final class ContentSteps {
  private ContentSteps() {}

  /** The steps of that kind about content of the policy that the finding is about, in order. */
  static <S extends Step> Stream<S> of(Finding finding, Situation situation, Class<S> kind) {
    return situation.content().stream()
        .flatMap(
            content ->
                content.plan().steps(kind).stream().filter(step -> about(finding, content, step)));
  }

  private static boolean about(Finding finding, ContentPicture content, Step step) {
    return finding.subject() instanceof Subject.OfPolicy policy
        && content.under(policy.name(), step.cid());
  }

  /** Why the plan holds nothing to begin, a sentence. */
  static String whyNone(Finding finding, Situation situation) {
    if (situation.content().isEmpty()) {
      return "how the content stands is not known here, and nothing is begun on what is not known";
    }
    ContentPlan plan = situation.content().get().plan();
    if (plan.brake().isPresent()) {
      return "nothing is begun: " + plan.brake().get();
    }
    String obstacles =
        plan.obstacles().entrySet().stream()
            .map(entry -> "%s (%d)".formatted(entry.getKey().phrase(), entry.getValue()))
            .collect(Collectors.joining("; "));
    return obstacles.isEmpty()
        ? "all that can be begun is under way"
        : "nothing more can be begun now: " + obstacles + advice(plan);
  }

  private static String advice(ContentPlan plan) {
    return plan.obstacles().containsKey(Obstacle.NO_SOURCE)
        ? ": bring back a node that has it, or upload it again"
        : "";
  }

  /** A number and what it counts. */
  static String count(int number, String one, String many) {
    return number == 1 ? one : number + " " + many;
  }
}
