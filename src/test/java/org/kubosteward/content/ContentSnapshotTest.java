package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.gone;
import static org.kubosteward.content.Given.held;
import static org.kubosteward.content.Given.hosts;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.stale;
import static org.kubosteward.content.Given.wanted;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Cid;

class ContentSnapshotTest {
  private static final String POLICY = "models";

  @Test
  void ofNothingThereIsNothing() {
    ContentSnapshot none = ContentSnapshot.of(Contents.none(), hosts(3), NOW);

    assertThat(none).isEqualTo(ContentSnapshot.none(NOW));
    assertThat(none.contents()).isZero();
    assertThat(none.count(Verdict.LOST)).isZero();
  }

  @Test
  void everyContentIsCountedWithAllThatHoldsOfIt() {
    Contents contents = wanted(policy(2, 3), 1, 2, 3, 4);
    contents = with(contents, 1, proven(), 1, 2);
    contents = with(contents, 2, proven(), 1);
    contents = with(contents, 2, Given.damaged(), 2);
    contents = with(contents, 3, held(), 3);

    ContentSnapshot snapshot = ContentSnapshot.of(contents, hosts(3), NOW);

    assertThat(snapshot.contents()).isEqualTo(4);
    assertThat(snapshot.count(Verdict.FULFILLED)).isEqualTo(1);
    assertThat(snapshot.count(Verdict.AT_RISK)).isEqualTo(2);
    assertThat(snapshot.count(Verdict.DAMAGED)).isEqualTo(1);
    assertThat(snapshot.count(Verdict.PENDING)).isEqualTo(1);
    assertThat(snapshot.count(Verdict.LOST)).isZero();
    assertThat(snapshot.count(CopyState.PROVEN)).isEqualTo(3);
    assertThat(snapshot.count(CopyState.HELD)).isEqualTo(1);
    assertThat(snapshot.count(CopyState.DAMAGED)).isEqualTo(1);
    assertThat(snapshot.count(CopyState.EXCESS)).isZero();
  }

  @Test
  void theWorstOfEachVerdictAreNamedTheMostEndangeredFirst() {
    Contents contents = wanted(policy(3, 3), 1, 2, 3);
    contents = with(contents, 1, proven(), 1, 2);
    contents = with(contents, 2, proven(), 1);
    contents = with(contents, 3, held(), 1);

    PolicySnapshot policy =
        ContentSnapshot.of(contents, hosts(3), NOW).policy(POLICY).orElseThrow();

    assertThat(policy.worst(Verdict.AT_RISK))
        .extracting(Endangered::cid)
        .containsExactly(cid(3), cid(2));
    assertThat(policy.worst(Verdict.UNDER_REPLICATED))
        .extracting(Endangered::cid)
        .containsExactly(cid(1));
    assertThat(policy.worst(Verdict.FULFILLED)).isEmpty();
    assertThat(policy.worst(Verdict.LOST)).isEmpty();
    assertThat(policy.worst(Verdict.AT_RISK).get(0).standing().held()).isEqualTo(1);
  }

  @Test
  void ofManyInTheSameDangerThePriorityAndThenTheLongestWaitingAreNamed() {
    ContentsChanges changes = Contents.none().change();
    for (int number = 0; number < 100; number++) {
      ContentPolicy policy =
          new ContentPolicy(POLICY, 2, 3, PlacementRule.ANYWHERE, Given.WEEK, number == 50 ? 9 : 3);
      changes
          .want(
              new Desired(
                  cid(number), policy, OptionalLong.empty(), ago(Duration.ofMinutes(number))))
          .put(cid(number), node(1), proven());
    }

    List<Endangered> worst =
        ContentSnapshot.of(changes.done(), hosts(3), NOW)
            .policy(POLICY)
            .orElseThrow()
            .worst(Verdict.AT_RISK);

    assertThat(worst)
        .extracting(Endangered::cid)
        .containsExactly(
            IntStream.of(50, 99, 98, 97, 96, 95, 94, 93, 92, 91)
                .mapToObj(Given::cid)
                .toArray(Cid[]::new));
  }

  @Test
  void copiesOnNodesThatAreGoneAndProofsThatAreOldAreCounted() {
    Contents contents = with(wanted(policy(2, 3), 1), 1, stale(), 1, 2);
    contents = with(contents, 1, proven(), 3);

    PolicySnapshot policy =
        ContentSnapshot.of(contents, gone(hosts(3), 2), NOW).policy(POLICY).orElseThrow();

    assertThat(policy.gone()).isEqualTo(1);
    assertThat(policy.overdue()).isEqualTo(1);
    assertThat(policy.oldestProof()).contains(stale().at());
    PolicySnapshot others =
        ContentSnapshot.of(contents, gone(gone(hosts(3), 2), 1), NOW).policy(POLICY).orElseThrow();
    assertThat(others.oldestProof()).contains(proven().at());
  }

  @Test
  void eachPolicyHasItsOwnNumbers() {
    ContentPolicy cold = new ContentPolicy("cold", 1, 1, PlacementRule.ANYWHERE, Given.WEEK, 0);
    Contents contents =
        with(wanted(policy(2, 3), 1, 2), 1, proven(), 1)
            .change()
            .want(Given.desired(3, cold))
            .put(cid(3), node(1), proven())
            .done();

    ContentSnapshot snapshot = ContentSnapshot.of(contents, hosts(3), NOW);

    assertThat(snapshot.policies().keySet()).containsExactly("cold", POLICY);
    assertThat(snapshot.policy("cold").orElseThrow().count(Verdict.FULFILLED)).isEqualTo(1);
    assertThat(snapshot.policy("cold").orElseThrow().contents()).isEqualTo(1);
    assertThat(snapshot.policy(POLICY).orElseThrow().contents()).isEqualTo(2);
    assertThat(snapshot.contents()).isEqualTo(3);
  }

  @Test
  void theNumberOfContentsDoesNotShowInItsSize() {
    Contents few = wanted(policy(2, 3), IntStream.range(0, 30).toArray());
    Contents many = wanted(policy(2, 3), IntStream.range(0, 5_000).toArray());

    PolicySnapshot small = ContentSnapshot.of(few, hosts(3), NOW).policy(POLICY).orElseThrow();
    PolicySnapshot large = ContentSnapshot.of(many, hosts(3), NOW).policy(POLICY).orElseThrow();

    assertThat(large.count(Verdict.PENDING)).isEqualTo(5_000);
    assertThat(large.worst(Verdict.PENDING))
        .hasSameSizeAs(small.worst(Verdict.PENDING))
        .hasSize(10);
  }

  @Test
  void itCannotBeChanged() {
    ContentSnapshot snapshot = ContentSnapshot.of(wanted(policy(2, 3), 1), hosts(3), NOW);

    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> snapshot.policies().clear());
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> snapshot.policy(POLICY).orElseThrow().worst().clear());
  }
}
