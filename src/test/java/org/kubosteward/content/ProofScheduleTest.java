package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;

class ProofScheduleTest {
  private static final ContentPolicy POLICY = Given.policy(2, 3);
  private static final Hosts FIVE = Given.hosts(5);
  private static final ProofSchedule SCHEDULE = ProofSchedule.shipped();

  private static List<ProofTask> next(Contents contents) {
    return next(contents, FIVE);
  }

  private static List<ProofTask> next(Contents contents, Hosts hosts) {
    return SCHEDULE.next(contents, hosts, Given.NOW, Set.of(), Set.of());
  }

  private static ProofTask task(int content, int node) {
    return new ProofTask(Given.cid(content), Given.node(node));
  }

  private static Copy provenAgo(Duration age) {
    return new Copy.Proven(Given.ago(age));
  }

  @Test
  void whatWasNeverProvenIsProvenBeforeWhatIsOld() {
    Contents contents = Given.wanted(POLICY, 1, 2);
    contents = Given.with(contents, 1, Given.stale(), 1, 2);
    contents = Given.with(contents, 2, Given.held(), 1);

    assertThat(next(contents)).containsExactly(task(2, 1), task(1, 2));
  }

  @Test
  void aYoungProofIsLeftAlone() {
    Contents contents = Given.with(Given.wanted(POLICY, 1), 1, Given.proven(), 1, 2, 3);

    assertThat(next(contents)).isEmpty();
  }

  @Test
  void aProofIsMadeAgainAfterThreeQuartersOfTheIntervalAndBeforeSevenEighths() {
    for (int number = 0; number < 200; number++) {
      Contents contents = Given.wanted(POLICY, number);
      Contents early =
          Given.with(contents, number, provenAgo(Given.WEEK.multipliedBy(749).dividedBy(1_000)), 1);
      Contents late =
          Given.with(contents, number, provenAgo(Given.WEEK.multipliedBy(876).dividedBy(1_000)), 1);

      assertThat(next(early)).isEmpty();
      assertThat(next(late)).containsExactly(task(number, 1));
    }
  }

  @Test
  void whatWasCopiedTogetherIsNotProvenTogether() {
    Set<Long> hours = new TreeSet<>();
    long proven = Given.NOW.toEpochMilli();
    for (int number = 0; number < 200; number++) {
      for (int node = 1; node <= 3; node++) {
        long due =
            ProofSchedule.dueAt(
                proven,
                POLICY,
                Rendezvous.key(Given.cid(number)),
                Rendezvous.key(Given.node(node)));
        hours.add(Duration.ofMillis(due - proven).toHours());
      }
    }

    // Of a week, an eighth is 21 hours: each of them gets some.
    assertThat(hours).hasSizeBetween(21, 22);
    assertThat(hours).allMatch(hour -> hour >= 126 && hour < 147);
  }

  @Test
  void theMostEndangeredContentComesFirst() {
    Contents contents = Given.wanted(POLICY, 1, 2, 3);
    contents = Given.with(contents, 1, Given.proven(), 2, 3);
    contents = Given.with(contents, 2, Given.proven(), 2);
    for (int number = 1; number <= 3; number++) {
      contents = Given.with(contents, number, Given.held(), 1);
    }

    assertThat(next(contents)).as("nobody else has 3").containsExactly(task(3, 1));
    assertThat(without(contents, task(3, 1))).as("2 is short").containsExactly(task(2, 1));
    assertThat(without(contents, task(3, 1), task(2, 1))).containsExactly(task(1, 1));
  }

  private static List<ProofTask> without(Contents contents, ProofTask... left) {
    return SCHEDULE.next(contents, FIVE, Given.NOW, Set.of(), Set.of(left));
  }

  @Test
  void ofTwoThatStandAlikeTheHigherPriorityComesFirstThenTheOlder() {
    ContentPolicy important = new ContentPolicy("models", 2, 3, POLICY.placement(), Given.WEEK, 9);
    Contents contents = Given.wanted(POLICY, 1, 2);
    contents = contents.change().want(Given.desired(3, important)).done();
    contents = Given.with(contents, 1, new Copy.Held(Given.ago(Duration.ofHours(2))), 1);
    contents = Given.with(contents, 2, new Copy.Held(Given.ago(Duration.ofHours(3))), 1);
    contents = Given.with(contents, 3, new Copy.Held(Given.ago(Duration.ofHours(1))), 1);

    assertThat(next(contents)).containsExactly(task(3, 1));
    assertThat(without(contents, task(3, 1))).containsExactly(task(2, 1));
    assertThat(without(contents, task(3, 1), task(2, 1))).containsExactly(task(1, 1));
  }

  @Test
  void contentThatIsNotShortWaitsItsTurnByAgeAlone() {
    Contents contents = Given.wanted(Given.policy(1, 3), 1, 2);
    contents = Given.with(contents, 1, provenAgo(Given.WEEK.multipliedBy(2)), 1, 2, 3);
    contents = Given.with(contents, 2, provenAgo(Given.WEEK), 1);

    assertThat(next(contents, Given.hosts(1))).containsExactly(task(1, 1));
  }

  @Test
  void aNodeProvesOneAtATimeAndTheFleetEight() {
    Contents contents = Given.wanted(POLICY, 1, 2, 3);
    for (int number = 1; number <= 3; number++) {
      contents = Given.with(contents, number, Given.held(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
    }

    List<ProofTask> tasks = next(contents, Given.hosts(12));

    assertThat(tasks).hasSize(8);
    assertThat(tasks).extracting(ProofTask::node).doesNotHaveDuplicates();
  }

  @Test
  void whatIsUnderWayTakesPlaces() {
    Contents contents = Given.with(Given.wanted(POLICY, 1, 2), 1, Given.held(), 1, 2, 3);
    ProofSchedule three = new ProofSchedule(1, 3);

    List<ProofTask> more =
        three.next(contents, FIVE, Given.NOW, Set.of(task(1, 1), task(2, 4)), Set.of());

    assertThat(more).hasSize(1).allMatch(task -> Set.of(task(1, 2), task(1, 3)).contains(task));
    assertThat(
            three.next(
                contents, FIVE, Given.NOW, Set.of(task(1, 1), task(2, 4), task(2, 5)), Set.of()))
        .isEmpty();
  }

  @Test
  void aNodeMayProveMoreWhenItIsAllowedTo() {
    Contents contents = Given.wanted(POLICY, 1, 2, 3);
    for (int number = 1; number <= 3; number++) {
      contents = Given.with(contents, number, Given.held(), 1);
    }
    ProofSchedule two = new ProofSchedule(2, 8);

    List<ProofTask> tasks = two.next(contents, FIVE, Given.NOW, Set.of(), Set.of());

    assertThat(tasks).hasSize(2);
    assertThat(two.next(contents, FIVE, Given.NOW, Set.of(tasks.get(0)), Set.of()))
        .containsExactly(tasks.get(1));
  }

  @Test
  void onlyNodesThatAnswerProve() {
    Contents contents = Given.with(Given.wanted(POLICY, 1), 1, Given.held(), 1, 2, 3);
    Hosts sick = Given.gone(Given.away(FIVE, 1), 2);

    assertThat(next(contents, sick)).containsExactly(task(1, 3));
    assertThat(next(contents, Given.hosts(0))).isEmpty();
  }

  @Test
  void whatIsComingDamagedAbsentOrTooManyIsNotProven() {
    Contents contents = Given.wanted(POLICY, 1);
    contents = Given.with(contents, 1, Given.fetching(5), 1);
    contents = Given.with(contents, 1, Given.damaged(), 2);
    contents = Given.with(contents, 1, new Copy.Absent(Given.NOW, 1), 3);
    contents = Given.with(contents, 1, Given.excess(Duration.ofDays(30)), 4);

    assertThat(next(contents)).isEmpty();
  }

  @Test
  void aHealedCopyIsProvenAgain() {
    Contents damaged = Given.with(Given.wanted(POLICY, 1), 1, Given.damaged(), 2);
    assertThat(next(damaged)).isEmpty();

    Contents healed = Given.with(damaged, 1, new Copy.Held(Given.NOW), 2);

    assertThat(next(healed)).containsExactly(task(1, 2));
  }

  @Test
  void whatIsToBeLeftAloneTakesNobodysPlace() {
    Contents contents = Given.wanted(POLICY, 1, 2);
    contents = Given.with(contents, 1, Given.held(), 1);
    contents = Given.with(contents, 2, Given.held(), 1);
    ProofTask first = next(contents).get(0);

    List<ProofTask> others = without(contents, first);

    assertThat(others).hasSize(1).doesNotContain(first);
  }

  @Test
  void theOrderInWhichTheyWereToldDoesNotMatter() {
    List<Integer> numbers = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9));
    List<ProofTask> told = next(held(numbers));
    Collections.reverse(numbers);

    assertThat(next(held(numbers))).isEqualTo(told).hasSize(5);
  }

  private static Contents held(List<Integer> numbers) {
    Contents contents = Contents.none();
    for (int number : numbers) {
      contents = contents.change().want(Given.desired(number, POLICY)).done();
      contents = Given.with(contents, number, Given.held(), 1 + number % 5, 1 + (number + 2) % 5);
    }
    return contents;
  }

  @Test
  void noLimitIsBelowOne() {
    assertThatThrownBy(() -> new ProofSchedule(0, 1)).isInstanceOf(InvalidSpec.class);
    assertThatThrownBy(() -> new ProofSchedule(1, 0))
        .isInstanceOf(InvalidSpec.class)
        .hasMessage("1 proofs a node and 0 in the fleet; allow at least 1 of each");
  }

  /** A year of a fleet in which every proof takes an hour and succeeds: none is ever overdue. */
  @Test
  void noProofGetsOlderThanTheIntervalWhenTheFleetCanKeepUp() {
    int contentCount = 60;
    Contents contents = Given.wanted(POLICY, IntStream.range(0, contentCount).toArray());
    for (int number = 0; number < contentCount; number++) {
      contents =
          Given.with(
              contents, number, new Copy.Held(Given.NOW), 1 + number % 5, 1 + (number + 1) % 5);
    }
    Instant now = Given.NOW;
    int proofs = 0;
    for (int hour = 0; hour < 24 * 60; hour++) {
      List<ProofTask> tasks = SCHEDULE.next(contents, FIVE, now, Set.of(), Set.of());
      ContentsChanges changes = contents.change();
      now = now.plus(Duration.ofHours(1));
      for (ProofTask task : tasks) {
        changes.put(task.cid(), task.node(), new Copy.Proven(now));
      }
      contents = changes.done();
      proofs += tasks.size();
      if (hour > 48) {
        assertThat(oldest(contents)).isAfter(now.minus(Given.WEEK));
      }
    }
    // 120 copies, each proven every 5.25 to 6.1 days.
    assertThat(proofs).isBetween(120 * 10, 120 * 13);
  }

  private static Instant oldest(Contents contents) {
    Optional<Instant> oldest = Optional.empty();
    for (Desired desired : contents.desired) {
      for (NodeId node : contents.copies(desired.cid()).keySet()) {
        Instant at = contents.copy(desired.cid(), node).orElseThrow().at();
        oldest = oldest.filter(known -> known.isBefore(at)).or(() -> Optional.of(at));
      }
    }
    return oldest.orElseThrow();
  }
}
