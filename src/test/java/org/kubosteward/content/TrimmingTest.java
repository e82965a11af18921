package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.away;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.damaged;
import static org.kubosteward.content.Given.excess;
import static org.kubosteward.content.Given.gone;
import static org.kubosteward.content.Given.held;
import static org.kubosteward.content.Given.hosts;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.stale;
import static org.kubosteward.content.Given.unfit;
import static org.kubosteward.content.Given.wanted;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Copies too many: when they are marked, kept after all, and dropped. */
class TrimmingTest {
  private static final Duration LONG = RepairPolicy.shipped().excessDelay();
  private final Contents one = wanted(policy(2, 3), 1);
  private final Contents three = with(one, 1, proven(), 1, 2, 3);

  @Test
  void aFourthProvenCopyIsMarkedAndNotYetDropped() {
    ContentPlan plan = plan(with(three, 1, proven(), 4), hosts(6));

    assertThat(plan.steps()).hasSize(1).allMatch(Step.MarkExcess.class::isInstance);
    assertThat(plan.steps().get(0).moves()).isFalse();
    Contents begun = plan.begun(with(three, 1, proven(), 4));
    assertThat(begun.copy(cid(1), plan.steps().get(0).node()))
        .contains(new Copy.Excess(NOW, Optional.of(proven().at())));
    assertThat(plan(begun, hosts(6)).steps()).isEmpty();
  }

  @Test
  void asManyAsAreAllowedAreNotTooMany() {
    assertThat(plan(three, hosts(6)).steps()).isEmpty();
    assertThat(plan(with(with(one, 1, proven(), 1, 2), 1, held(), 3), hosts(6)).steps()).isEmpty();
  }

  @Test
  void aCopyIsMarkedOnlyWhenAsManyOthersAreFreshlyProvenHere() {
    Contents held = with(with(one, 1, proven(), 1, 2), 1, held(), 3, 4);
    assertThat(plan(held, hosts(6)).steps()).isEmpty();
    Contents old = with(with(one, 1, proven(), 1, 2), 1, stale(), 3, 4);
    assertThat(plan(old, hosts(6)).steps()).isEmpty();
    Contents four = with(three, 1, proven(), 4);
    assertThat(plan(four, away(away(hosts(6), 1), 2)).steps()).isEmpty();
  }

  @Test
  void ofFourOfWhichOneIsNotFreshThatOneIsMarked() {
    assertThat(plan(with(three, 1, stale(), 6), hosts(6)).steps())
        .containsExactly(new Step.MarkExcess(cid(1), node(6)));
    ContentPlan pinned = plan(with(three, 1, held(), 6), hosts(6));
    assertThat(pinned.steps()).containsExactly(new Step.MarkExcess(cid(1), node(6)));
    assertThat(pinned.begun(with(three, 1, held(), 6)).copy(cid(1), node(6)))
        .contains(new Copy.Excess(NOW, Optional.empty()));
  }

  @Test
  void aCopyOnANodeThatDoesNotAnswerIsNotMarked() {
    assertThat(plan(with(three, 1, proven(), 4), away(hosts(6), 4)).steps()).isEmpty();
  }

  @Test
  void aCopyTooManyIsDroppedWhenTheDelayIsOver() {
    assertThat(plan(with(three, 1, excess(LONG.minusMillis(1)), 4), hosts(6)).steps()).isEmpty();
    assertThat(plan(with(three, 1, excess(LONG), 4), hosts(6)).steps())
        .containsExactly(new Step.Drop(cid(1), node(4)));
  }

  @Test
  void aDropChangesNothingUntilSomebodyHasSeenItDone() {
    Contents contents = with(three, 1, excess(LONG), 4);

    assertThat(plan(contents, hosts(6)).begun(contents)).isEqualTo(contents);
  }

  @Test
  void nothingIsDroppedOnAWordThatIsNoProofOrOnAnOldOne() {
    Contents pinned = with(with(one, 1, proven(), 1, 2), 1, held(), 3);
    assertThat(plan(with(pinned, 1, excess(LONG), 4), hosts(6)).steps(Step.Drop.class)).isEmpty();
    Contents old = with(with(one, 1, proven(), 1, 2), 1, stale(), 3);
    assertThat(plan(with(old, 1, excess(LONG), 4), hosts(6)).steps()).isEmpty();
  }

  @Test
  void nothingIsDroppedWhileOneOfTheOthersIsAway() {
    assertThat(plan(with(three, 1, excess(LONG), 4), away(hosts(6), 1)).steps()).isEmpty();
  }

  @Test
  void nothingIsDroppedOnANodeThatMustNotBeWrittenTo() {
    Contents contents = with(three, 1, excess(LONG), 4);

    assertThat(plan(contents, unfit(hosts(6), 4, Unfit.Kind.COLLECTING)).steps()).isEmpty();
    assertThat(plan(contents, unfit(hosts(6), 4, Unfit.Kind.LEAVING)).steps()).isEmpty();
    assertThat(plan(contents, away(hosts(6), 4)).steps()).isEmpty();
    assertThat(plan(contents, unfit(hosts(6), 4, Unfit.Kind.FULL)).steps(Step.Drop.class))
        .hasSize(1);
  }

  @Test
  void aCopyTooManyIsKeptWhenOneOfTheOthersIsLost() {
    Contents contents = with(three, 1, excess(LONG), 4);
    ContentPlan plan = plan(contents, gone(hosts(6), 1));

    assertThat(plan.steps()).containsExactly(new Step.Keep(cid(1), node(4)));
    assertThat(plan.begun(contents).copy(cid(1), node(4)))
        .contains(new Copy.Proven(ago(Duration.ofDays(1))));
    assertThat(plan(with(contents, 1, damaged(), 2), hosts(6)).steps(Step.Keep.class)).hasSize(1);
  }

  @Test
  void copiesTooManyComeBackBeforeNewOnesAreMade() {
    Contents contents = with(with(one, 1, proven(), 1), 1, excess(LONG), 4, 5);

    assertThat(plan(contents, hosts(6)).steps())
        .containsExactlyInAnyOrder(new Step.Keep(cid(1), node(4)), new Step.Keep(cid(1), node(5)));
  }

  @Test
  void noMoreAreKeptThanAreWanted() {
    Contents contents = with(with(one, 1, proven(), 1, 2), 1, excess(LONG), 3, 4, 5);

    assertThat(plan(contents, hosts(6)).steps(Step.Keep.class)).hasSize(1);
  }

  @Test
  void aCopyTooManyThatIsAllThereIsLeftIsKept() {
    Contents contents = with(one, 1, excess(LONG), 4);
    ContentPlan plan = plan(contents, hosts(6));

    assertThat(plan.steps(Step.Keep.class)).containsExactly(new Step.Keep(cid(1), node(4)));
    assertThat(plan.steps(Step.Drop.class)).isEmpty();
  }

  @Test
  void aPlanDropsNoMoreThanAllowed() {
    Contents contents = wanted(policy(2, 3), IntStream.range(0, 20).toArray());
    for (int number = 0; number < 20; number++) {
      contents = with(with(contents, number, proven(), 1, 2, 3), number, excess(LONG), 4);
    }
    assertThat(plan(contents, hosts(6)).steps()).hasSize(9).allMatch(Step.Drop.class::isInstance);
  }

  @Test
  void aPlanMarksNoMoreThanAThousand() {
    Contents contents = wanted(policy(1, 1), IntStream.range(0, 1_100).toArray());
    ContentsChanges changes = contents.change();
    for (int number = 0; number < 1_100; number++) {
      changes.put(cid(number), node(1), proven()).put(cid(number), node(2), proven());
    }
    assertThat(planner().plan(changes.done(), hosts(6), NOW).steps())
        .hasSize(ContentPlanner.MARKS_MOST);
  }

  @Test
  void whetherACopyMayBeDroppedIsAskedAgainWithWhatIsKnownThen() {
    Contents contents = with(three, 1, excess(LONG), 4);
    Step.Drop drop = plan(contents, hosts(6)).steps(Step.Drop.class).get(0);

    assertThat(planner().mayDrop(drop, contents, hosts(6), NOW)).isTrue();
    assertThat(planner().mayDrop(drop, with(contents, 1, damaged(), 1), hosts(6), NOW)).isFalse();
    assertThat(planner().mayDrop(drop, contents, away(hosts(6), 1), NOW)).isFalse();
    assertThat(planner().mayDrop(drop, with(contents, 1, proven(), 4), hosts(6), NOW)).isFalse();
    assertThat(planner().mayDrop(drop, Contents.none(), hosts(6), NOW)).isFalse();
  }

  private static ContentPlanner planner() {
    return new ContentPlanner(Given.repairs(new TransferBudget(4, 20, 1 << 20, 9)));
  }

  private static ContentPlan plan(Contents contents, Hosts hosts) {
    ContentPlan plan = planner().plan(contents, hosts, NOW);
    new PlanAuditor(Given.repairs(new TransferBudget(4, 20, 1 << 20, 9)))
        .judge(plan, contents, hosts, NOW);
    return plan;
  }
}
