package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.MIB;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.away;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.damaged;
import static org.kubosteward.content.Given.fetching;
import static org.kubosteward.content.Given.gone;
import static org.kubosteward.content.Given.held;
import static org.kubosteward.content.Given.hosts;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.room;
import static org.kubosteward.content.Given.unfit;
import static org.kubosteward.content.Given.wanted;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** Repairs: what is copied and healed, from where, in which order and how fast. */
class ContentPlannerTest {
  private static final ContentPolicy POLICY = policy(2, 3);
  private final Contents one = wanted(POLICY, 1);

  @Test
  void whereAllIsAsWantedThereIsNothingToDo() {
    for (int copies = 2; copies <= 3; copies++) {
      Contents enough = with(one, 1, proven(), IntStream.rangeClosed(1, copies).toArray());
      ContentPlan plan = plan(enough, hosts(6));
      assertThat(plan.steps()).isEmpty();
      assertThat(plan.obstacles()).isEmpty();
      assertThat(plan.brake()).isEmpty();
    }
  }

  @Test
  void whatIsShortIsCopiedUpToTheMaximumFromAProvenCopy() {
    ContentPlan plan = plan(with(one, 1, proven(), 1), hosts(6));

    List<Step.Transfer> transfers = plan.steps(Step.Transfer.class);
    assertThat(plan.steps()).hasSize(2);
    assertThat(transfers)
        .hasSize(2)
        .allSatisfy(
            transfer -> {
              assertThat(transfer.cid()).isEqualTo(cid(1));
              assertThat(transfer.from()).contains(node(1));
              assertThat(transfer.bytes()).hasValue(MIB);
              assertThat(transfer.moves()).isTrue();
            });
    assertThat(transfers)
        .extracting(Step.Transfer::node)
        .doesNotContain(node(1))
        .doesNotHaveDuplicates();
  }

  @Test
  void betweenMinimumAndMaximumNothingMoves() {
    Contents three = with(one, 1, proven(), 1, 2, 3);

    assertThat(plan(three, gone(hosts(6), 3)).steps()).isEmpty();
    assertThat(plan(three, gone(gone(hosts(6), 3), 2)).steps(Step.Transfer.class)).hasSize(2);
  }

  @Test
  void nothingMovesWhileANodeIsAway() {
    Contents two = with(one, 1, proven(), 1, 2);

    assertThat(plan(two, away(hosts(6), 1)).steps()).isEmpty();
    assertThat(plan(two, away(away(hosts(6), 1), 2)).steps()).isEmpty();
    assertThat(plan(two, gone(hosts(6), 1)).steps()).isNotEmpty();
  }

  @Test
  void whatIsPinnedOrOnItsWayNeedsNoOtherInItsPlace() {
    Contents held = with(with(one, 1, proven(), 1), 1, held(), 2);
    assertThat(plan(held, hosts(6)).steps()).isEmpty();

    Contents coming = with(with(one, 1, proven(), 1), 1, fetching(1), 2);
    assertThat(plan(coming, hosts(6)).steps()).isEmpty();
  }

  @Test
  void whatNobodyHereHasComesOnceFromTheNetworkAndThenFromThere() {
    ContentPlan first = plan(one, hosts(6));
    assertThat(first.steps(Step.Transfer.class)).hasSize(1);
    assertThat(first.steps(Step.Transfer.class).get(0).from()).isEmpty();

    Contents begun = first.begun(one);
    assertThat(plan(begun, hosts(6)).steps()).isEmpty();

    NodeId target = first.steps().get(0).node();
    Contents there = begun.change().put(cid(1), target, held()).done();
    assertThat(plan(there, hosts(6)).steps(Step.Transfer.class))
        .hasSize(2)
        .allSatisfy(transfer -> assertThat(transfer.from()).contains(target));
  }

  @Test
  void ofLostContentIsToldAndNothingIsDone() {
    Contents lost = with(one, 1, proven(), 1, 2);
    ContentPlan plan = plan(lost, gone(gone(hosts(6), 1), 2));

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.obstacles()).containsExactly(Map.entry(Obstacle.NO_SOURCE, 1L));
    assertThat(plan.undone()).containsExactly(new ContentPlan.Undone(cid(1), Obstacle.NO_SOURCE));
    assertThat(plan.begun(lost)).isEqualTo(lost);
  }

  @Test
  void aProvenSourceComesBeforeOneThatIsOnlyPinned() {
    Contents contents = with(with(wanted(policy(3, 3), 1), 1, held(), 1), 1, proven(), 5);

    assertThat(plan(contents, hosts(6)).steps(Step.Transfer.class).get(0).from()).contains(node(5));
    assertThat(plan(contents, away(hosts(6), 5)).steps(Step.Transfer.class).get(0).from())
        .contains(node(1));
  }

  @Test
  void damageIsHealedFromAProvenSiblingAndNoOtherCopyIsMade() {
    ContentPlan plan = plan(with(with(one, 1, proven(), 1), 1, damaged(), 2), hosts(6));

    assertThat(plan.steps())
        .containsExactly(new Step.Heal(cid(1), node(2), node(1), List.of(cid(-1))));
    assertThat(plan.steps().get(0).moves()).isTrue();
  }

  @Test
  void damageIsNotHealedOnAWordThatIsNoProof() {
    ContentPlan plan = plan(with(with(one, 1, held(), 1), 1, damaged(), 2), hosts(6));

    assertThat(plan.steps(Step.Heal.class)).isEmpty();
    assertThat(plan.obstacles()).containsEntry(Obstacle.NO_PROVEN_SIBLING, 1L);
    assertThat(plan.steps(Step.Transfer.class))
        .isNotEmpty()
        .allSatisfy(transfer -> assertThat(transfer.from()).contains(node(1)));
  }

  @Test
  void whereNobodyHasAWholeCopyNothingIsHealedAndNothingDeleted() {
    Contents stored = with(one, 1, held(), 1);
    ContentPlan plan = plan(with(stored, 1, damaged(), 1, 2), hosts(6));

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.obstacles())
        .containsEntry(Obstacle.NO_PROVEN_SIBLING, 2L)
        .containsEntry(Obstacle.NO_SOURCE, 1L);
  }

  @Test
  void aCopyThatCannotBeHealedIsReplacedElsewhereAndTriedAgainLater() {
    Copy hopeless =
        new Copy.Damaged(List.of(), 1, ago(Duration.ofMinutes(1)), Standings.HEALS_MOST);
    ContentPlan plan = plan(with(with(one, 1, proven(), 1), 1, hopeless, 2), hosts(6));

    assertThat(plan.steps(Step.Heal.class)).isEmpty();
    assertThat(plan.steps(Step.Transfer.class))
        .isNotEmpty()
        .noneMatch(step -> step.node().equals(node(2)));
    Copy later = new Copy.Damaged(List.of(), 1, ago(Duration.ofMinutes(5)), Standings.HEALS_MOST);
    assertThat(plan(with(with(one, 1, proven(), 1), 1, later, 2), hosts(6)).steps())
        .hasSize(1)
        .allMatch(Step.Heal.class::isInstance);
  }

  @ParameterizedTest
  @EnumSource(Unfit.Kind.class)
  void aFullNodeIsHealedAndOneThatMustNotBeWrittenToIsNot(Unfit.Kind kind) {
    Contents contents = with(with(one, 1, proven(), 1), 1, damaged(), 2);
    ContentPlan plan = plan(contents, unfit(hosts(6), 2, kind));

    if (kind.ofRoom()) {
      assertThat(plan.steps()).hasSize(1).allMatch(Step.Heal.class::isInstance);
    } else {
      assertThat(plan.steps()).isEmpty();
      assertThat(plan.obstacles()).containsExactly(Map.entry(Obstacle.NOT_WRITABLE, 1L));
    }
  }

  @Test
  void theMostEndangeredComeFirst() {
    ContentPolicy four = policy(4, 4);
    Contents contents = wanted(four, 1, 2, 3, 4);
    contents = with(contents, 1, proven(), 1, 2, 3);
    contents = with(contents, 2, proven(), 1);
    contents = with(contents, 3, proven(), 1, 2);
    contents = with(contents, 4, held(), 1);

    assertThat(order(contents)).containsExactly(cid(4), cid(2), cid(3), cid(1));
  }

  @Test
  void ofThoseInTheSameDangerPriorityAndThenWaitingDecides() {
    Copy sinceLong = new Copy.Absent(ago(Duration.ofDays(3)), 0);
    Contents contents = with(wanted(policy(2, 2), 1, 2), 1, proven(), 1);
    contents = with(with(contents, 2, proven(), 1), 2, sinceLong, 5);
    ContentPolicy urgent = new ContentPolicy("urgent", 2, 2, PlacementRule.ANYWHERE, Given.WEEK, 9);
    contents =
        contents.change().want(Given.desired(3, urgent)).put(cid(3), node(1), proven()).done();

    assertThat(order(contents)).containsExactly(cid(3), cid(2), cid(1));
  }

  @Test
  void whatNobodyHasYetComesAfterWhatIsAtRiskAndBeforeWhatIsNot() {
    Contents contents = wanted(policy(4, 4), 1, 2, 3);
    contents = with(contents, 1, proven(), 1, 2, 3);
    contents = with(contents, 3, proven(), 1);

    assertThat(order(contents)).containsExactly(cid(3), cid(2), cid(1));
  }

  @Test
  void theFleetHasNoMoreTransfersAtATimeThanAllowed() {
    Contents contents = wanted(policy(2, 2), IntStream.range(0, 50).toArray());
    for (int number = 0; number < 50; number++) {
      contents = with(contents, number, proven(), 1 + number % 9);
    }
    ContentPlan plan = plan(contents, hosts(9), new TransferBudget(3, 5, 1_000, 9));

    assertThat(plan.steps()).hasSize(5);
    assertThat(plan.bytesPerSecondEach()).isEqualTo(200);
    assertThat(plan.obstacles()).containsEntry(Obstacle.BUDGET_SPENT, 45L);
    assertThat(plan.undone()).hasSize(ContentPlan.UNDONE_MOST);
    Contents begun = plan.begun(contents);
    assertThat(plan(begun, hosts(9), new TransferBudget(3, 5, 1_000, 9)).steps()).isEmpty();
    assertThat(plan(begun, hosts(9), new TransferBudget(3, 7, 1_400, 9)).steps()).hasSize(2);
  }

  @Test
  void aNodeTakesPartInNoMoreTransfersThanAllowedAtEitherEnd() {
    Contents contents = wanted(policy(2, 2), IntStream.range(0, 10).toArray());
    for (int number = 0; number < 10; number++) {
      contents = with(contents, number, proven(), 1);
    }
    ContentPlan plan = plan(contents, hosts(9), new TransferBudget(2, 9, 1_000, 9));

    assertThat(plan.steps()).hasSize(2);
    assertThat(plan.obstacles()).containsExactly(Map.entry(Obstacle.BUDGET_SPENT, 8L));
  }

  @Test
  void aTransferUnderWayCountsAtBothItsEnds() {
    Contents contents = with(wanted(policy(2, 2), 1, 2), 1, proven(), 1);
    contents = with(with(contents, 1, fetching(1), 2), 2, proven(), 1);

    assertThat(plan(contents, hosts(6), new TransferBudget(1, 9, 1_000, 9)).steps()).isEmpty();
    assertThat(plan(contents, hosts(6), new TransferBudget(2, 9, 1_000, 9)).steps()).hasSize(1);
  }

  @Test
  void oneTransferMayTakeAllOfTheBytes() {
    Contents contents = with(wanted(policy(2, 2), 1), 1, proven(), 1);

    assertThat(plan(contents, hosts(6), new TransferBudget(1, 9, 1_000, 9)).bytesPerSecondEach())
        .isEqualTo(1_000);
  }

  @Test
  void noNodeIsFilledBeyondItsMarkByWhatComesAndWhatIsComing() {
    Hosts small = hosts(4);
    for (int number = 2; number <= 4; number++) {
      small = room(small, number, 2 * MIB);
    }
    Contents contents =
        wanted(policy(2, 2, PlacementRule.ANYWHERE), IntStream.range(0, 20).toArray());
    for (int number = 0; number < 20; number++) {
      contents = with(contents, number, proven(), 1);
    }
    ContentPlan plan = plan(contents, small, new TransferBudget(30, 30, 1_000, 9));

    assertThat(plan.steps()).hasSize(6);
    assertThat(plan.obstacles()).containsExactly(Map.entry(Obstacle.NO_TARGET, 14L));
  }

  @Test
  void aContentOfUnknownSizeIsReckonedWithTheAssumedOne() {
    Desired unknown = new Desired(cid(1), policy(2, 2), OptionalLong.empty(), NOW);
    Contents contents =
        Contents.none().change().want(unknown).put(cid(1), node(1), proven()).done();

    assertThat(plan(contents, room(hosts(2), 2, MIB)).steps()).hasSize(1);
    assertThat(plan(contents, room(hosts(2), 2, MIB - 1)).steps()).isEmpty();
  }

  @Test
  void contentThatFitsNowhereHoldsUpNobody() {
    Desired huge = Given.desired(1, policy(2, 2)).sized(1L << 50);
    Contents contents =
        with(wanted(policy(2, 2), 2), 2, proven(), 1, 2)
            .change()
            .want(huge)
            .put(cid(1), node(1), proven())
            .done();
    contents = with(contents, 2, new Copy.Absent(NOW, 0), 2);

    ContentPlan plan = plan(contents, hosts(6), new TransferBudget(1, 1, 1_000, 9));

    assertThat(plan.steps()).extracting(Step::cid).containsExactly(cid(2));
    assertThat(plan.undone()).containsExactly(new ContentPlan.Undone(cid(1), Obstacle.NO_TARGET));
  }

  @Test
  void aNodeWhereATransferFailedIsLeftAloneForAWhileAndOthersAreTried() {
    Hosts two = hosts(2);
    Contents contents = with(wanted(policy(2, 2), 1), 1, proven(), 1);
    Contents failed = with(contents, 1, new Copy.Absent(ago(Duration.ofSeconds(59)), 1), 2);

    assertThat(plan(failed, two).obstacles()).containsExactly(Map.entry(Obstacle.RETRY_LATER, 1L));
    assertThat(plan(failed, hosts(3)).steps()).extracting(Step::node).containsExactly(node(3));
    Contents forgiven = with(contents, 1, new Copy.Absent(ago(Duration.ofSeconds(60)), 1), 2);
    assertThat(plan(forgiven, two).steps()).extracting(Step::node).containsExactly(node(2));
  }

  @Test
  void aPinThatWasRemovedBehindOurBackMayComeBackAtOnce() {
    Contents removed = with(wanted(policy(2, 2), 1), 1, proven(), 1);
    removed = with(removed, 1, new Copy.Absent(NOW, 0), 2);

    assertThat(plan(removed, hosts(2)).steps()).extracting(Step::node).containsExactly(node(2));
  }

  @Test
  void aTransferThatBringsNothingIsGivenUpAndAnotherNodeIsTried() {
    Copy stalled = new Copy.Fetching(5, 0, ago(Duration.ofMinutes(10)), Optional.of(node(1)), 1);
    Contents contents = with(with(wanted(policy(2, 2), 1), 1, proven(), 1), 1, stalled, 2);
    ContentPlan plan = plan(contents, hosts(6));

    assertThat(plan.steps(Step.GiveUp.class)).containsExactly(new Step.GiveUp(cid(1), node(2)));
    assertThat(plan.steps(Step.Transfer.class)).hasSize(1);
    assertThat(plan.begun(contents).copy(cid(1), node(2))).contains(new Copy.Absent(NOW, 2));
    Copy slow = new Copy.Fetching(5, 1, ago(Duration.ofDays(1)), Optional.of(node(1)), 1);
    assertThat(plan(with(contents, 1, slow, 2), hosts(6)).steps()).isEmpty();
  }

  @Test
  void aTransferToANodeThatIsGoneIsGivenUp() {
    Contents contents = with(with(wanted(policy(2, 2), 1), 1, proven(), 1), 1, fetching(1), 2);

    assertThat(plan(contents, away(hosts(6), 2)).steps()).isEmpty();
    assertThat(plan(contents, gone(hosts(6), 2)).steps(Step.GiveUp.class)).hasSize(1);
  }

  @Test
  void copiesGoOnlyWhereThePolicyAllows() {
    PlacementRule rule = new PlacementRule(Optional.empty(), Map.of(), Set.of("kubo-1", "kubo-3"));
    Contents contents = with(wanted(policy(2, 2, rule), 1), 1, proven(), 1);

    assertThat(plan(contents, hosts(6)).steps()).extracting(Step::node).containsExactly(node(3));
    ContentPlan full = plan(contents, unfit(hosts(6), 3, Unfit.Kind.FULL));
    assertThat(full.steps()).isEmpty();
    assertThat(full.obstacles()).containsExactly(Map.entry(Obstacle.NO_TARGET, 1L));
  }

  @Test
  void whenTooFewNodesAnswerNothingIsPlannedAndThePlanSaysWhy() {
    Contents contents = with(with(one, 1, proven(), 1), 1, fetching(1), 6);
    Hosts sick = gone(gone(gone(gone(gone(hosts(6), 2), 3), 4), 5), 6);
    ContentPlan plan = plan(contents, sick, new TransferBudget(9, 9, 900, 9));

    assertThat(plan.steps()).isEmpty();
    assertThat(plan.brake())
        .hasValueSatisfying(why -> assertThat(why).contains("17 %").contains("30 %"));
    assertThat(plan.bytesPerSecondEach()).isEqualTo(900);
  }

  private static List<Cid> order(Contents contents) {
    return plan(contents, hosts(9), new TransferBudget(40, 100, 1_000, 9)).steps().stream()
        .map(Step::cid)
        .distinct()
        .toList();
  }

  private static ContentPlan plan(Contents contents, Hosts hosts) {
    return plan(contents, hosts, new TransferBudget(4, 20, 1 << 20, 9));
  }

  private static ContentPlan plan(Contents contents, Hosts hosts, TransferBudget budget) {
    ContentPlan plan = new ContentPlanner(Given.repairs(budget)).plan(contents, hosts, NOW);
    new PlanAuditor(Given.repairs(budget)).judge(plan, contents, hosts, NOW);
    return plan;
  }
}
