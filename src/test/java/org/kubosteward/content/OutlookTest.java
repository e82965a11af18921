package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.damaged;
import static org.kubosteward.content.Given.fetching;
import static org.kubosteward.content.Given.gone;
import static org.kubosteward.content.Given.hosts;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.repairs;
import static org.kubosteward.content.Given.room;
import static org.kubosteward.content.Given.unfit;
import static org.kubosteward.content.Given.wanted;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;

class OutlookTest {
  private static final ContentPolicy POLICY = policy(2, 2, PlacementRule.ANYWHERE);
  private static final RepairPolicy REPAIRS = repairs(TransferBudget.shipped());

  private static Outlook outlook(Contents contents, Hosts hosts, RepairPolicy repairs) {
    ContentPicture picture = ContentPicture.of(contents, hosts, repairs, new TreeSet<>(), NOW);
    return Outlook.of(cid(1), picture, repairs).orElseThrow();
  }

  private static Outlook outlook(Contents contents, Hosts hosts) {
    return outlook(contents, hosts, REPAIRS);
  }

  @Test
  void aContentThatIsWholeNeedsNothingAndTheOtherNodesComeLater() {
    Outlook whole = outlook(with(wanted(POLICY, 1), 1, proven(), 1, 2), hosts(3));

    assertThat(whole.steps()).isEmpty();
    assertThat(whole.obstacle()).isEmpty();
    assertThat(whole.next()).isEmpty();
    assertThat(whole.refused())
        .containsEntry(node(1), Refusal.HAS_ONE)
        .containsEntry(node(2), Refusal.HAS_ONE)
        .containsEntry(node(3), Refusal.OTHERS_FIRST);
  }

  @Test
  void aShortOneIsCopiedAndItIsToldWhereToAndWhyNotElsewhere() {
    Hosts hosts = room(unfit(hosts(5), 2, Unfit.Kind.COLLECTING), 3, 1);
    Outlook shortOne = outlook(with(wanted(POLICY, 1), 1, proven(), 1), hosts);

    assertThat(shortOne.steps()).hasSize(1);
    Step step = shortOne.steps().get(0);
    assertThat(step).isInstanceOf(Step.Transfer.class);
    assertThat(shortOne.next()).containsExactly(step.node());
    assertThat(shortOne.refused())
        .containsEntry(node(1), Refusal.HAS_ONE)
        .containsEntry(node(2), Refusal.UNFIT)
        .containsEntry(node(3), Refusal.NO_ROOM)
        .doesNotContainKey(step.node());
  }

  @Test
  void aLostOneHasNoSource() {
    Contents contents = wanted(POLICY, 1).change().stored(cid(1)).done();
    assertThat(outlook(contents, hosts(3)).obstacle()).contains(Obstacle.NO_SOURCE);
  }

  @Test
  void whereNoNodeMayTakeItThatStandsInTheWay() {
    Contents contents = with(wanted(POLICY, 1), 1, proven(), 1);
    Hosts full = unfit(unfit(hosts(3), 2, Unfit.Kind.FULL), 3, Unfit.Kind.FULL);

    Outlook stuck = outlook(contents, full);

    assertThat(stuck.steps()).isEmpty();
    assertThat(stuck.obstacle()).contains(Obstacle.NO_TARGET);
    assertThat(stuck.next()).isEmpty();
  }

  @Test
  void aDamagedOneWithoutAProvenSiblingSaysSo() {
    Outlook damaged = outlook(with(wanted(POLICY, 1), 1, damaged(), 1), hosts(1));
    assertThat(damaged.obstacle()).contains(Obstacle.NO_PROVEN_SIBLING);
  }

  @Test
  void aNodeThatFailedIsNamedWithWhenItIsTriedAgain() {
    Copy absent = new Copy.Absent(ago(Duration.ofSeconds(10)), 2);
    Contents contents = with(with(wanted(POLICY, 1), 1, proven(), 1), 1, absent, 2);

    Outlook waiting = outlook(contents, hosts(2));

    assertThat(waiting.retryAt())
        .containsOnlyKeys(node(2))
        .containsEntry(node(2), REPAIRS.retryAt(absent.at(), 2));
    assertThat(waiting.refused()).containsEntry(node(2), Refusal.FAILED_LATELY);
    assertThat(waiting.obstacle()).contains(Obstacle.RETRY_LATER);
  }

  @Test
  void whatWouldBeDoneWereOthersNotFirstWaitsForTheBudget() {
    RepairPolicy one = repairs(new TransferBudget(1, 1, 1 << 20, 1));
    Contents contents = with(with(wanted(POLICY, 1, 2), 1, proven(), 1), 2, fetching(3), 2);

    Outlook waiting = outlook(contents, hosts(3), one);

    assertThat(waiting.steps()).isEmpty();
    assertThat(waiting.obstacle()).contains(Obstacle.BUDGET_SPENT);
  }

  @Test
  void aBrakeIsToldAndNoObstacleBesideIt() {
    RepairPolicy careful = RepairPolicy.shipped();
    Hosts few = gone(gone(hosts(3), 2), 3);

    Outlook braked = outlook(with(wanted(POLICY, 1), 1, proven(), 1), few, careful);

    assertThat(braked.brake()).hasValueSatisfying(why -> assertThat(why).contains("33 %"));
    assertThat(braked.obstacle()).isEmpty();
    assertThat(braked.steps()).isEmpty();
  }

  @Test
  void ofAContentThatNobodyWantsThereIsNone() {
    ContentPicture picture =
        ContentPicture.of(Contents.none(), hosts(1), REPAIRS, new TreeSet<>(), NOW);
    assertThat(Outlook.of(cid(1), picture, REPAIRS)).isEmpty();
  }

  @Test
  void eachNodeIsEitherNextOrRefused() {
    Outlook outlook = outlook(with(wanted(POLICY, 1), 1, proven(), 4), hosts(9));
    Set<NodeId> all = new TreeSet<>(outlook.refused().keySet());
    assertThat(all).doesNotContainAnyElementsOf(outlook.next());
    all.addAll(outlook.next());
    assertThat(all).isEqualTo(hosts(9).byId().keySet());
    assertThat(List.copyOf(outlook.next())).hasSize(1);
  }
}
