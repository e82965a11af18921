package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.wanted;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the contents say once the steps of a plan have begun. */
class ContentPlanTest {
  private final Contents one = wanted(policy(2, 3), 1);

  @Test
  void aTransferIsOnItsWayFromItsSource() {
    Step transfer = new Step.Transfer(cid(1), node(2), Optional.of(node(1)), OptionalLong.of(5));

    assertThat(begun(one, transfer))
        .isEqualTo(new Copy.Fetching(0, 0, NOW, Optional.of(node(1)), 0));
  }

  @Test
  void aTransferRemembersHowOftenItFailed() {
    Contents failed = with(one, 1, new Copy.Absent(ago(Duration.ofHours(1)), 3), 2);
    Step transfer = new Step.Transfer(cid(1), node(2), Optional.empty(), OptionalLong.empty());

    assertThat(begun(failed, transfer))
        .isEqualTo(new Copy.Fetching(0, 0, NOW, Optional.empty(), 3));
  }

  @Test
  void aHealIsOnItsWayFromItsSourceAndRemembersToo() {
    Contents damaged = with(one, 1, new Copy.Damaged(List.of(cid(9)), 1, NOW, 2), 2);
    Step heal = new Step.Heal(cid(1), node(2), node(1), List.of(cid(9)));

    assertThat(begun(damaged, heal))
        .isEqualTo(new Copy.Fetching(0, 0, NOW, Optional.of(node(1)), 2));
  }

  @Test
  void whatIsGivenUpIsAbsentWithOneFailureMore() {
    Contents fetching =
        with(one, 1, new Copy.Fetching(7, 0, ago(Duration.ofHours(1)), Optional.empty(), 4), 2);

    assertThat(begun(fetching, new Step.GiveUp(cid(1), node(2))))
        .isEqualTo(new Copy.Absent(NOW, 5));
  }

  @Test
  void aMarkRemembersTheProofAndAKeepGivesItBack() {
    Contents contents = with(one, 1, proven(), 2);
    Contents marked = plan(new Step.MarkExcess(cid(1), node(2))).begun(contents);

    assertThat(marked.copy(cid(1), node(2)))
        .contains(new Copy.Excess(NOW, Optional.of(proven().at())));
    assertThat(begun(marked, new Step.Keep(cid(1), node(2)))).isEqualTo(proven());
    assertThat(begun(contents, new Step.Keep(cid(1), node(2)))).isEqualTo(proven());
  }

  @Test
  void ofAContentThatNobodyWantsAnyMoreNothingBegins() {
    ContentPlan plan =
        plan(new Step.Transfer(cid(7), node(2), Optional.empty(), OptionalLong.empty()));

    assertThat(plan.begun(one)).isEqualTo(one);
  }

  @Test
  void stepsAreFoundByKindInTheirOrder() {
    Step.Keep first = new Step.Keep(cid(1), node(1));
    Step.Keep second = new Step.Keep(cid(1), node(2));
    ContentPlan plan = plan(first, new Step.Drop(cid(2), node(1)), second);

    assertThat(plan.steps(Step.Keep.class)).containsExactly(first, second);
    assertThat(plan.steps(Step.Heal.class)).isEmpty();
    assertThat(plan.steps()).extracting(Step::moves).containsOnly(false);
  }

  @Test
  void itCannotBeChanged() {
    List<Step> steps = new ArrayList<>(List.of(new Step.Keep(cid(1), node(1))));
    ContentPlan plan =
        new ContentPlan(
            NOW,
            steps,
            1,
            new TreeMap<>(Map.of(Obstacle.NO_SOURCE, 1L)),
            List.of(),
            Optional.empty());
    steps.clear();

    assertThat(plan.steps()).hasSize(1);
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> plan.obstacles().clear());
  }

  private static Copy begun(Contents contents, Step step) {
    return plan(step).begun(contents).copy(step.cid(), step.node()).orElseThrow();
  }

  private static ContentPlan plan(Step... steps) {
    return new ContentPlan(NOW, List.of(steps), 1, new TreeMap<>(), List.of(), Optional.empty());
  }
}
