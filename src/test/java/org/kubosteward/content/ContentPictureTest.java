package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.MIB;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.away;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.fetching;
import static org.kubosteward.content.Given.hosts;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.proven;
import static org.kubosteward.content.Given.wanted;
import static org.kubosteward.content.Given.with;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

class ContentPictureTest {
  private static final SortedSet<NodeId> NOBODY = Collections.emptySortedSet();

  private static ContentPicture picture(Contents contents, Hosts hosts, SortedSet<NodeId> up) {
    return ContentPicture.of(contents, hosts, RepairPolicy.shipped(), up, NOW);
  }

  @Test
  void aContentIsUnderItsPolicyAndOneThatNobodyWantsUnderRemoved() {
    ContentPicture picture = picture(wanted(policy(2, 3), 1), hosts(3), NOBODY);

    assertThat(picture.under("models", cid(1))).isTrue();
    assertThat(picture.under("other", cid(1))).isFalse();
    assertThat(picture.under(ContentPolicy.REMOVED, cid(1))).isFalse();
    assertThat(picture.under(ContentPolicy.REMOVED, cid(9))).isTrue();
    assertThat(picture.under("models", cid(9))).isFalse();
  }

  @Test
  void aNodeReceivesWhileAnUploadOrACopyIsOnItsWayThere() {
    Contents contents = with(wanted(policy(2, 3), 1, 2), 1, proven(), 1);
    contents = with(contents, 2, fetching(1), 3);

    ContentPicture picture = picture(contents, hosts(4), new TreeSet<>(List.of(node(4))));

    assertThat(picture.receiving()).containsExactly(node(3), node(4));
    assertThat(picture.uploading()).containsExactly(node(4));
  }

  @Test
  void countsWhatIsOnItsWayByWhereItComesFrom() {
    Contents contents = with(wanted(policy(2, 3), 1, 2), 1, fetching(1), 2, 3);
    contents =
        with(contents, 2, new Copy.Fetching(1, 7, ago(Duration.ZERO), Optional.empty(), 0), 1);

    assertThat(picture(contents, hosts(3), NOBODY).traffic()).isEqualTo(new Traffic(2, 1, 27));
    assertThat(picture(wanted(policy(2, 3), 1), hosts(3), NOBODY).traffic())
        .isEqualTo(new Traffic(0, 0, 0));
  }

  @Test
  void copiesThatNobodyWantsCountAsTooManyAndAreDroppedFirst() {
    Contents contents = with(wanted(policy(2, 3), 1), 1, proven(), 1);
    List<Step.Drop> removed =
        List.of(new Step.Drop(cid(8), node(2)), new Step.Drop(cid(9), node(3)));

    ContentPicture picture = picture(contents, away(hosts(4), 3), NOBODY).withRemoved(removed);

    PolicySnapshot counted = picture.snapshot().policy(ContentPolicy.REMOVED).orElseThrow();
    assertThat(counted.count(Verdict.EXCESS)).isEqualTo(2);
    assertThat(counted.count(CopyState.EXCESS)).isEqualTo(2);
    assertThat(counted.contents()).isZero();
    // On a node that does not answer nothing is dropped.
    assertThat(picture.plan().steps(Step.Drop.class)).containsExactly(removed.get(0));
    assertThat(picture.plan().steps().get(0)).isEqualTo(removed.get(0));
    assertThat(picture.plan().steps(Step.Transfer.class)).isNotEmpty();
  }

  @Test
  void withoutSuchCopiesItIsTheSame() {
    ContentPicture picture = picture(wanted(policy(2, 3), 1), hosts(3), NOBODY);

    assertThat(picture.withRemoved(List.of())).isSameAs(picture);
  }

  @Test
  void whenThePlanIsBrakedNothingIsDroppedEither() {
    Hosts silent = away(away(hosts(3), 1), 2);

    ContentPicture picture =
        picture(wanted(policy(2, 3), 1), silent, NOBODY)
            .withRemoved(List.of(new Step.Drop(cid(9), node(3))));

    assertThat(picture.plan().brake()).isPresent();
    assertThat(picture.plan().steps()).isEmpty();
    assertThat(picture.snapshot().count(Verdict.EXCESS)).isEqualTo(1);
  }

  @Test
  void aPartOfAPlanKeepsAllElseOfIt() {
    ContentPlan plan = picture(wanted(policy(2, 3), 1, 2), hosts(3), NOBODY).plan();
    List<Step> one = plan.steps().subList(0, 1);

    assertThat(plan.only(one))
        .isEqualTo(
            new ContentPlan(
                plan.at(),
                one,
                plan.bytesPerSecondEach(),
                plan.obstacles(),
                plan.undone(),
                plan.brake()));
    assertThat(ContentPlan.of(NOW, one).steps()).isEqualTo(one);
    assertThat(ContentPlan.of(NOW, one).brake()).isEmpty();
    assertThat(ContentPlan.of(NOW, one).obstacles()).isEmpty();
  }

  @Test
  void aContentHasOneNameHoweverItWasAskedFor() {
    Cid old = Cid.parse("QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG");
    Desired asked = new Desired(old, policy(2, 3), OptionalLong.of(MIB), NOW);
    Desired again = new Desired(old.canonical(), policy(3, 4), OptionalLong.empty(), NOW);

    assertThat(asked.cid()).isEqualTo(old.canonical()).isEqualTo(again.cid());
    assertThat(asked.cid().toString()).startsWith("baf");
    assertThat(asked.and(again).policy().replicasMin()).isEqualTo(3);
    assertThat(asked.and(again).bytes()).hasValue(MIB);
  }
}
