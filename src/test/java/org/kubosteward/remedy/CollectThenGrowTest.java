package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

final class CollectThenGrowTest {
  private final Action collect = Given.collect("kubo-1");
  private final Action grow = Given.grow("kubo-1");

  @Test
  void whatNothingPinsGoesFirst() {
    Decision decision = allowed().decision();

    assertThat(decision).isInstanceOf(Decision.Act.class);
    assertThat(decision.action()).contains(collect);
    assertThat(decision.why())
        .isEqualTo(
            "the disk under kubo-1 is nearly full: a collection deletes what nothing pins, and works"
                + " without space; after it the volume may grow");
  }

  @Test
  void theVolumeGrowsAtOnceWhenTheCollectionWasNotEnough() {
    Given tried =
        allowed().tried(collect, Duration.ofSeconds(30), Result.DONE, Verification.NOT_CURED);

    assertThat(tried.decision()).isInstanceOf(Decision.Act.class);
    assertThat(tried.decision().action()).contains(grow);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "TIMED_OUT", "INTERRUPTED"})
  void theVolumeGrowsWhenTheCollectionDidNotEndWell(Result result) {
    Given tried = allowed().tried(collect, Duration.ofSeconds(30), result, Verification.NOT_CURED);

    assertThat(tried.decision().action()).contains(grow);
  }

  @Test
  void aCollectionOfTheFullRepositoryCountsThoughItCuredThat() {
    Given tried =
        allowed()
            .tried(
                new Finding.Key(Code.REPO_FULL, Subject.of(Given.id("kubo-1"))),
                collect,
                Duration.ofSeconds(40),
                Result.DONE,
                Verification.CURED);

    assertThat(tried.decision().action()).contains(grow);
  }

  @Test
  void aFullDiskOfTheBlocksIsCollectedFirstAndSaidToBeThat() {
    Given full =
        allowed()
            .fleet(
                f ->
                    f.withDiskAvailable("kubo-1", 100L << 30)
                        .neverTried()
                        .notTried("kubo-1", "kubo-2", 1)
                        .fullAt("kubo-1", "kubo-1", "kubo-2"));

    assertThat(full.decision().action()).contains(collect);
    assertThat(Remedies.of(Code.DISK_NEAR_FULL).propose(full.cause(), full.situation()).why())
        .startsWith("the disk of the blocks of kubo-1 is full: a collection");
  }

  @Test
  void nothingElseIsBegunWhileTheCollectionIsNotVerified() {
    Given open = allowed().tried(collect, Duration.ofSeconds(5), Result.DONE, Verification.OPEN);
    Given running = allowed().running(collect, Duration.ofSeconds(5));

    assertThat(open.decision()).isInstanceOf(Decision.Wait.class);
    assertThat(running.decision()).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void aCollectionOfTheFullRepositoryIsWaitedForToo() {
    Given open =
        allowed()
            .tried(
                new Finding.Key(Code.REPO_FULL, Subject.of(Given.id("kubo-1"))),
                collect,
                Duration.ofSeconds(5),
                Result.DONE,
                Verification.OPEN);

    assertThat(open.decision()).isInstanceOf(Decision.Wait.class);
    assertThat(open.decision().why())
        .contains("verifying attempt #1 (collect-garbage kubo-1) for REPO_FULL kubo-1");
  }

  @Test
  void oneLongBeforeTheTroubleIsNoReasonNotToCollect() {
    Given before =
        allowed().tried(collect, Duration.ofMinutes(90), Result.DONE, Verification.CURED);

    assertThat(before.decision().action()).contains(collect);
  }

  @Test
  void oneJustBeforeTheTroubleIs() {
    Given before = allowed().tried(collect, Duration.ofMinutes(4), Result.DONE, Verification.CURED);

    assertThat(before.decision().action()).contains(grow);
  }

  @Test
  void aVolumeThatCannotGrowIsCollectedAgainAfterItsTime() {
    Given rigid =
        allowed()
            .fleet(f -> f.pod("kubo-1", p -> PodDraft.volume(p, PodDraft::rigid)))
            .tried(collect, Duration.ofMinutes(2), Result.DONE, Verification.NOT_CURED);

    assertThat(rigid.decision().guard()).contains("too-soon");
    assertThat(rigid.later(Duration.ofMinutes(9)).decision().action()).contains(collect);
    assertThat(Remedies.of(Code.DISK_NEAR_FULL).propose(rigid.cause(), rigid.situation()).why())
        .contains("after it a person: the StorageClass of repo-kubo-1 does not let it grow");
  }

  @Test
  void aCollectionThatIsOnlyObservedIsSkipped() {
    assertThat(allowed().mode(ActionKind.COLLECT_GARBAGE, Mode.OBSERVE).decision().action())
        .contains(grow);
  }

  @Test
  void aGrowthThatIsOnlyObservedIsNotWaitedFor() {
    Given given =
        allowed()
            .mode(ActionKind.GROW_VOLUME, Mode.OBSERVE)
            .tried(collect, Duration.ofSeconds(30), Result.DONE, Verification.NOT_CURED);

    assertThat(given.decision().action()).contains(collect);
    assertThat(given.decision().guard()).contains("too-soon");
  }

  @Test
  void asShippedBothStepsAreOnlyProposed() {
    Given shipped = Given.that(Given.tight().fleet()).finding(Code.DISK_NEAR_FULL, "kubo-1");

    assertThat(shipped.decision().guard()).contains("mode");
    assertThat(shipped.decision().action()).contains(collect);
  }

  @Test
  void withoutAPodTheCollectionIsAllThereIs() {
    Given bare =
        Given.that(Fleets.threeHealthy().withDiskAvailable("kubo-1", 0))
            .finding(Code.DISK_NEAR_FULL, "kubo-1")
            .mode(ActionKind.COLLECT_GARBAGE, Mode.AUTO);

    assertThat(bare.decision().action()).contains(collect);
    assertThat(bare.decision().why()).contains("after it a person");
  }

  @Test
  void aLadderThatRanOutTellsEveryStep() {
    Given given = allowed();
    given = given.tried(collect, Duration.ofHours(3), Result.DONE, Verification.NOT_CURED);
    for (int n = 3; n > 0; n--) {
      given = given.tried(grow, Duration.ofMinutes(40L * n), Result.DONE, Verification.NOT_CURED);
    }
    Given old = given.findings(java.util.List.of(since(Duration.ofHours(4))));
    HealthReport told = new RemedyFailed().added(old.situation());

    Finding failed =
        told.finding(new Finding.Key(Code.REMEDY_FAILED, Subject.of(Given.id("kubo-1"))))
            .orElseThrow();
    assertThat(failed.evidence().get("try 1")).contains("collect-garbage");
    assertThat(failed.evidence().get("try 4")).contains("grow-volume");
    assertThat(failed.evidence().get("tried")).startsWith("3 ");
  }

  @Test
  void aFindingThatNamesNoNodeIsLeft() {
    Given given =
        Given.that(Given.tight().fleet()).finding(Given.warn(Code.DISK_NEAR_FULL, Subject.fleet()));

    assertThat(given.decision()).isInstanceOf(Decision.Leave.class);
  }

  private static Finding since(Duration ago) {
    Finding now = Given.warn(Code.DISK_NEAR_FULL, Subject.of(Given.id("kubo-1")));
    return new Finding(
        now.code(), now.subject(), now.level(), Fleets.START.minus(ago), now.evidence());
  }

  /** The disk of kubo-1 is nearly full, and both steps are allowed. */
  private static Given allowed() {
    return Given.tight()
        .mode(ActionKind.COLLECT_GARBAGE, Mode.AUTO)
        .fleet(
            f ->
                f.pod(
                    "kubo-1",
                    p ->
                        PodDraft.volume(
                            p,
                            v ->
                                PodDraft.sized(
                                    v, 10L << 30, 10L << 30, OptionalLong.of(20L << 30)))));
  }
}
