package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/** What holds of every plan, in worlds made from seeds. */
class ContentPlannerPropertyTest {
  private static final List<ContentPolicy> POLICIES =
      List.of(Given.policy(2, 3), Given.policy(1, 1), Given.policy(3, 3), Given.policy(2, 4));
  private static final int TICKS = 240;

  /** Until the longest time that a failed node is left alone has passed, and the excess delay. */
  private static final int CALM_TICKS = 1_200;

  /** Longer than a copy too many waits. */
  private static final int REST = 150;

  static LongStream seeds() {
    return LongStream.range(0, 16);
  }

  /** Every plan of a fleet at work is judged; then all comes back, and everything is as wanted. */
  @ParameterizedTest
  @MethodSource("seeds")
  void noPlanDoesWhatItMustNotAndTheFleetComesToRest(long seed) {
    Random dice = new Random(seed);
    TransferBudget budget =
        new TransferBudget(1 + dice.nextInt(3), 1 + dice.nextInt(8), 1 << 20, 1 + dice.nextInt(5));
    SimulatedFleet fleet =
        new SimulatedFleet(seed, 6 + dice.nextInt(6), Given.repairs(budget), POLICIES);
    for (int i = 0; i < 10; i++) {
      fleet.store();
    }
    PlanAuditor auditor = new PlanAuditor(fleet.policy);
    for (int tick = 0; tick < TICKS; tick++) {
      judged(fleet, auditor, tick % 10 == 0);
    }
    fleet.calm = true;
    int quiet = 0;
    for (int tick = 0; tick < CALM_TICKS && quiet < REST; tick++) {
      quiet = judged(fleet, auditor, tick % 100 == 0).steps().isEmpty() ? quiet + 1 : 0;
    }
    assertThat(quiet).as("plans without a step, one after the other").isEqualTo(REST);
    ContentSnapshot end = ContentSnapshot.of(fleet.contents, fleet.look(), fleet.now);
    assertThat(end.count(Verdict.FULFILLED)).isEqualTo(end.contents()).isPositive();
    assertThat(end.count(CopyState.EXCESS)).isZero();
    assertThat(end.count(CopyState.DAMAGED)).isZero();
    for (Cid cid : fleet.contents.rows.keySet()) {
      assertThat(fleet.wholeCopies(cid))
          .isGreaterThanOrEqualTo(fleet.contents.desired(cid).orElseThrow().policy().replicasMin());
    }
  }

  private static ContentPlan judged(SimulatedFleet fleet, PlanAuditor auditor, boolean again) {
    Hosts hosts = fleet.look();
    ContentPlan plan = fleet.plan(hosts);
    auditor.judge(plan, fleet.contents, hosts, fleet.now);
    if (again) {
      auditor.judgeAgain(
          plan, fleet.contents, hosts, fleet.now, new Random(fleet.now.toEpochMilli()));
    }
    fleet.begin(plan);
    fleet.pass(plan);
    return plan;
  }

  /** Nodes go, each for less than the grace, and come back: not one step in all that time. */
  @ParameterizedTest
  @MethodSource("seeds")
  void nothingMovesWhenNodesReturnWithinTheGrace(long seed) {
    SimulatedFleet fleet = settled(seed);
    int graceTicks = (int) fleet.policy.grace().dividedBy(SimulatedFleet.TICK);
    Contents before = fleet.contents;
    List<Integer> steps = new ArrayList<>();
    for (int tick = 0; tick < 4 * graceTicks; tick++) {
      if (tick % (2 * graceTicks) == 0) {
        int most = fleet.nodes.size() / 2;
        for (int i = 0; i < most; i++) {
          fleet.down(fleet.nodes.get(fleet.random.nextInt(most)), graceTicks - 1);
        }
      }
      ContentPlan plan = fleet.plan(fleet.look());
      steps.add(plan.steps().size());
      fleet.begin(plan);
      fleet.pass(plan);
    }
    assertThat(steps).containsOnly(0);
    for (Cid cid : before.rows.keySet()) {
      assertThat(fleet.contents.copies(cid).keySet()).isEqualTo(before.copies(cid).keySet());
    }
  }

  /** The node that stays away longer is replaced, and only what was on it moves. */
  @ParameterizedTest
  @MethodSource("seeds")
  void ofANodeThatIsGoneExactlyTheContentsThatGotShortAreCopied(long seed) {
    SimulatedFleet fleet = settled(seed);
    NodeId lost = fleet.nodes.get(fleet.random.nextInt(fleet.nodes.size()));
    Set<Cid> expected = new HashSet<>();
    for (Cid cid : fleet.contents.rows.keySet()) {
      Set<NodeId> left = new HashSet<>(fleet.contents.copies(cid).keySet());
      boolean there = left.remove(lost);
      int min = fleet.contents.desired(cid).orElseThrow().policy().replicasMin();
      if (there && !left.isEmpty() && left.size() < min) {
        expected.add(cid);
      }
    }
    fleet.down(lost, 1_000);
    Set<Cid> moved = new HashSet<>();
    for (int tick = 0; tick < 200; tick++) {
      ContentPlan plan = fleet.plan(fleet.look());
      plan.steps(Step.Transfer.class).forEach(transfer -> moved.add(transfer.cid()));
      assertThat(plan.steps(Step.Drop.class)).isEmpty();
      fleet.begin(plan);
      fleet.pass(plan);
    }
    assertThat(moved).isEqualTo(expected);
  }

  /** A fleet in which everything is as wanted. */
  private static SimulatedFleet settled(long seed) {
    TransferBudget budget = new TransferBudget(4, 16, 1 << 24, 16);
    SimulatedFleet fleet = new SimulatedFleet(seed, 8, Given.repairs(budget), POLICIES);
    fleet.calm = true;
    for (int i = 0; i < 20; i++) {
      fleet.store();
    }
    int quiet = 0;
    for (int tick = 0; tick < 500 && quiet < 40; tick++) {
      ContentPlan plan = fleet.plan(fleet.look());
      quiet = plan.steps().isEmpty() ? quiet + 1 : 0;
      fleet.begin(plan);
      fleet.pass(plan);
    }
    ContentSnapshot now = ContentSnapshot.of(fleet.contents, fleet.look(), fleet.now);
    assertThat(now.count(Verdict.FULFILLED)).isEqualTo(20);
    return fleet;
  }
}
