package org.kubosteward.health.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;

/** The edges of single checks that a scenario would tell at too great a length. */
class ChecksTest {
  private static final Fleets HEALTHY = Fleets.threeHealthy();
  private static final Duration NOW = Duration.ofSeconds(5);

  @ParameterizedTest
  @EnumSource(Code.class)
  void noCheckSaysAnythingOfAHealthyFleet(Code code) {
    assertThat(see(code, HEALTHY)).allMatch(ChecksTest::noNews);
    assertThat(see(code, Fleets.healthy(1).withStrangers("kubo-1", 2)))
        .allMatch(ChecksTest::noNews);
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void aCheckSpeaksUnderItsOwnCodeAndOnceAboutASubject(Code code) {
    Fleets sick =
        HEALTHY
            .isolated("kubo-1")
            .withRepoFill("kubo-2", 0.99)
            .withDiskAvailable("kubo-2", 1)
            .running("kubo-2", "repo/gc", Duration.ofHours(1))
            .running("kubo-2", "repo/gc", Duration.ofHours(2))
            .withVersion("kubo-2", "0.41.0")
            .withBootstrap("kubo-2", "kubo-1", "kubo-3")
            .notExchanging("kubo-2", "kubo-3", 3)
            .down("kubo-3");

    assertThat(see(code, sick)).extracting(Observation::code).allMatch(code::equals);
    assertThat(see(code, sick)).extracting(Observation::subject).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"1, OK", "2, OK", "3, WARN", "4, WARN"})
  void peersAreTooFewUnderTheSetting(int least, String verdict) {
    HealthPolicy p = HealthPolicy.shipped();
    HealthPolicy policy =
        new HealthPolicy(
            least,
            p.repoNearFull(),
            p.repoFull(),
            p.repoClearBelow(),
            p.diskMinBytes(),
            p.diskMinRatio(),
            p.inodesMinRatio(),
            p.gcStuckAfter(),
            p.linkFailures(),
            p.silentOneIn(),
            p.lagMax(),
            p.clockStepMax(),
            p.clockSkewMax(),
            p.holds());

    assertThat(new PeersLow(policy).examine(new Picture(HEALTHY.picture())))
        .hasSize(verdict.equals("OK") ? 0 : 3)
        .allMatch(observation -> observation.level() == Level.WARN);
  }

  @Test
  void whereNoPeerIsAskedForNoneIsMissed() {
    HealthPolicy p = HealthPolicy.shipped();
    HealthPolicy none =
        new HealthPolicy(
            0,
            p.repoNearFull(),
            p.repoFull(),
            p.repoClearBelow(),
            p.diskMinBytes(),
            p.diskMinRatio(),
            p.inodesMinRatio(),
            p.gcStuckAfter(),
            p.linkFailures(),
            p.silentOneIn(),
            p.lagMax(),
            p.clockStepMax(),
            p.clockSkewMax(),
            p.holds());

    assertThat(new PeersLow(none).examine(new Picture(Fleets.healthy(1).picture()))).isEmpty();
  }

  @Test
  void aDiskIsJudgedByWhatIsLeftOfAllThatTheRepositoryCouldHave() {
    Fleets large = HEALTHY.withRepo("kubo-2", 100L << 30, 200L << 30);

    assertThat(levels(Code.DISK_NEAR_FULL, large.withDiskAvailable("kubo-2", 6L << 30))).isEmpty();
    assertThat(levels(Code.DISK_NEAR_FULL, large.withDiskAvailable("kubo-2", 5L << 30)))
        .containsExactly(Level.WARN);
    assertThat(levels(Code.DISK_NEAR_FULL, large.withDiskAvailable("kubo-2", 1L << 30)))
        .containsExactly(Level.CRIT);
    assertThat(
            levels(
                Code.DISK_NEAR_FULL,
                large
                    .withDiskAvailable("kubo-2", 1L << 30)
                    .without("kubo-2", Question.REPO, Why.TIMED_OUT)))
        .as("without the repository's size the bytes alone judge")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "950, 1000, OK",
    "951, 1000, WARN",
    "987, 1000, WARN",
    "988, 1000, CRIT",
    "1000, 1000, CRIT",
    // A statfs that is read while files go can say so.
    "1001, 1000, CRIT",
    // btrfs numbers no inodes.
    "0, 0, OK"
  })
  void inodesRunOutAtTheirOwnMark(long used, long all, String verdict) {
    Fleets fleet = HEALTHY.inPods().pod("kubo-2", pod -> PodDraft.inodes(pod, used, all));

    assertThat(levels(Code.DISK_NEAR_FULL, fleet).stream().map(Level::name))
        .isEqualTo(verdict.equals("OK") ? List.of() : List.of(verdict));
  }

  @Test
  void whatIsShortIsToldAndTheWorseOfBothCounts() {
    Fleets few = HEALTHY.inPods().pod("kubo-2", pod -> PodDraft.inodes(pod, 999, 1000));

    assertThat(see(Code.DISK_NEAR_FULL, few).get(0).evidence())
        .containsOnly(entry("inodes_free", "1 of 1000"), entry("inodes_at_least", "5 %"));
    assertThat(see(Code.DISK_NEAR_FULL, few.withDiskAvailable("kubo-2", 400L << 20)).get(0))
        .satisfies(both -> assertThat(both.level()).isEqualTo(Level.CRIT))
        .satisfies(
            both ->
                assertThat(both.evidence())
                    .containsOnlyKeys(
                        "available",
                        "at_least",
                        "at_least_ratio",
                        "inodes_free",
                        "inodes_at_least"));
  }

  @Test
  void aDiskThatDoesNotTellItsSpaceStillRunsOutOfInodes() {
    Fleets silent = HEALTHY.inPods().without("kubo-2", Question.DISK, Why.TIMED_OUT);

    assertThat(levels(Code.DISK_NEAR_FULL, silent)).containsExactly(Level.CANNOT_TELL);
    assertThat(
            levels(
                Code.DISK_NEAR_FULL, silent.pod("kubo-2", pod -> PodDraft.inodes(pod, 960, 1000))))
        .containsExactly(Level.WARN);
  }

  @Test
  void aDiskWithNothingLeftAndNothingOnItIsFull() {
    assertThat(
            levels(
                Code.DISK_NEAR_FULL,
                HEALTHY.withRepo("kubo-2", 0, 0).withDiskAvailable("kubo-2", 0)))
        .containsExactly(Level.CRIT);
  }

  @Test
  void aRepositoryWithoutStorageMaxIsNeverFull() {
    Fleets unlimited = HEALTHY.withRepo("kubo-2", 1L << 40, 0);

    assertThat(see(Code.REPO_FULL, unlimited)).isEmpty();
    assertThat(see(Code.REPO_NEAR_FULL, unlimited)).isEmpty();
  }

  @Test
  void aNodeWhoseClockRunsAheadHasNoStuckCollection() {
    assertThat(see(Code.GC_STUCK, HEALTHY.running("kubo-2", "repo/gc", Duration.ofHours(-3))))
        .isEmpty();
  }

  @Test
  void aCollectionIsStuckAfterAndNotAtTheMark() {
    assertThat(see(Code.GC_STUCK, HEALTHY.running("kubo-2", "repo/gc", Duration.ofMinutes(10))))
        .isEmpty();
    assertThat(see(Code.GC_STUCK, HEALTHY.running("kubo-2", "repo/gc", Duration.ofSeconds(601))))
        .singleElement()
        .matches(observation -> !observation.evidence().containsKey("write_in_flight"));
  }

  @Test
  void islandsAreNamedAndCounted() {
    Fleets three = HEALTHY.isolated("kubo-1").isolated("kubo-2");

    assertThat(see(Code.FLEET_PARTITIONED, three))
        .singleElement()
        .extracting(Observation::evidence)
        .isEqualTo(Evidence.of("count", 3).and("islands", "kubo-1 | kubo-2 | kubo-3").entries());
  }

  @Test
  void aNodeThatIsDownIsNoIsland() {
    assertThat(see(Code.FLEET_PARTITIONED, HEALTHY.down("kubo-2"))).isEmpty();
    assertThat(see(Code.FLEET_PARTITIONED, HEALTHY.down("kubo-2").down("kubo-3"))).isEmpty();
  }

  @Test
  void aNodeThatDoesNotSayWhomItListsMayBeTheBridge() {
    Fleets bridged =
        HEALTHY.disconnected("kubo-1", "kubo-3").without("kubo-2", Question.SWARM, Why.TIMED_OUT);

    assertThat(see(Code.FLEET_PARTITIONED, bridged)).isEmpty();
  }

  @Test
  void islandsThatNoMuteNodeCouldJoinAreApart() {
    Fleets apart =
        Fleets.healthy(5)
            .isolated("kubo-1")
            .without("kubo-2", Question.SWARM, Why.TIMED_OUT)
            .without("kubo-3", Question.SWARM, Why.TIMED_OUT);

    assertThat(levels(Code.FLEET_PARTITIONED, apart)).containsExactly(Level.CRIT);
  }

  @Test
  void aLongListOfNamesIsCut() {
    Fleets many = Fleets.healthy(30);
    for (int i = 1; i <= 30; i++) {
      many = many.down("kubo-" + i);
    }

    assertThat(see(Code.FLEET_MAJORITY_DOWN, many))
        .singleElement()
        .satisfies(
            o ->
                assertThat(o.evidence())
                    .containsEntry("not_answering", "30 of 30")
                    .hasEntrySatisfying(
                        "nodes", names -> assertThat(names.split(", ", -1)).hasSize(11)));
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1, true",
    "3, 1, false",
    "3, 2, true",
    "4, 2, true",
    "5, 2, false",
    "1, 1, false"
  })
  void halfOfAFleetOfTwoOrMoreIsItsMajority(int size, int silent, boolean majority) {
    Fleets fleet = Fleets.healthy(size);
    for (int i = 1; i <= silent; i++) {
      fleet = fleet.down("kubo-" + i);
    }

    assertThat(see(Code.FLEET_MAJORITY_DOWN, fleet)).hasSize(majority ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource({"60, 5, false", "61, 0, true", "0, 6, true", "0, -6, true", "0, -5, false"})
  void thePlaneIsBlindBeyondItsMarks(int lag, int step, boolean blind) {
    Observer observer = new Observer(Duration.ofSeconds(lag), Duration.ofSeconds(step), 3, "");

    assertThat(see(Code.STEWARD_BLIND, HEALTHY.seenBy(observer))).hasSize(blind ? 1 : 0);
  }

  @Test
  void aLinkIsAWarningWhileAnotherMayWork() {
    Fleets broken = HEALTHY.notExchanging("kubo-1", "kubo-2", 2);

    assertThat(levels(Code.LINK_NOT_EXCHANGING, broken)).containsExactly(Level.WARN);
    assertThat(levels(Code.LINK_NOT_EXCHANGING, broken.neverTried("kubo-3", "kubo-2")))
        .containsExactly(Level.WARN);
    assertThat(levels(Code.LINK_NOT_EXCHANGING, broken.down("kubo-3"))).containsExactly(Level.CRIT);
  }

  @Test
  void aCanaryThatCouldNotFlyKeepsWhatIsKnownOfItsLink() {
    Fleets untried = HEALTHY.notTried("kubo-1", "kubo-2", 1);

    assertThat(see(Code.LINK_NOT_EXCHANGING, untried)).singleElement().matches(ChecksTest::noNews);
  }

  @Test
  void aProofHoldsForALimitedTime() {
    Fleets old =
        HEALTHY.proven("kubo-1", "kubo-2", Outcome.EXCHANGED, 0, LinkNotExchanging.PROOF_HOLDS_FOR);

    assertThat(see(Code.LINK_NOT_EXCHANGING, old)).isEmpty();
    assertThat(
            levels(
                Code.LINK_NOT_EXCHANGING,
                HEALTHY.proven(
                    "kubo-1",
                    "kubo-2",
                    Outcome.EXCHANGED,
                    0,
                    LinkNotExchanging.PROOF_HOLDS_FOR.plusSeconds(1))))
        .containsExactly(Level.CANNOT_TELL);
  }

  @Test
  void aFailedFetchBetweenTwoOfWhomNobodyKnowsWhetherTheyAreConnectedIsUntold() {
    Fleets mute =
        HEALTHY
            .notExchanging("kubo-1", "kubo-2", 3)
            .without("kubo-1", Question.SWARM, Why.TIMED_OUT)
            .without("kubo-2", Question.SWARM, Why.TIMED_OUT);

    assertThat(levels(Code.LINK_NOT_EXCHANGING, mute)).containsExactly(Level.CANNOT_TELL);
  }

  @Test
  void aCanaryFailsWhenItFailsTowardsEverySiblingThatAnswers() {
    Fleets failing = HEALTHY.notTried("kubo-1", "kubo-2", 2);

    assertThat(levels(Code.CANARY_FAILED, failing)).isEmpty();
    assertThat(levels(Code.CANARY_FAILED, failing.down("kubo-3"))).contains(Level.WARN);
    assertThat(see(Code.CANARY_FAILED, failing.notTried("kubo-1", "kubo-3", 1)))
        .singleElement()
        .matches(observation -> !observation.opens());
    assertThat(
            levels(
                Code.CANARY_FAILED,
                failing
                    .proven("kubo-1", "kubo-2", Outcome.NOT_TRIED, 2, Duration.ofDays(1))
                    .proven("kubo-1", "kubo-3", Outcome.NOT_TRIED, 2, Duration.ofDays(1))))
        .containsExactly(Level.CANNOT_TELL);
    assertThat(
            levels(
                Code.CANARY_FAILED,
                failing.proven("kubo-1", "kubo-3", Outcome.NOT_EXCHANGED, 2, NOW)))
        .as("the block could be put")
        .isEmpty();
  }

  @Test
  void whereNoCanaryWasTriedThereIsNoNews() {
    assertThat(see(Code.CANARY_FAILED, HEALTHY.neverTried()))
        .hasSize(3)
        .allMatch(ChecksTest::noNews);
  }

  @Test
  void aLinkOfASilentNodeIsNotJudged() {
    Fleets broken = HEALTHY.notExchanging("kubo-1", "kubo-2", 2);

    assertThat(see(Code.LINK_NOT_EXCHANGING, broken.apiLost("kubo-1", Why.TIMED_OUT))).isEmpty();
    assertThat(see(Code.LINK_NOT_EXCHANGING, broken.apiLost("kubo-2", Why.TIMED_OUT))).isEmpty();
  }

  @Test
  void releasesAreComparedWhole() {
    assertThat(levels(Code.VERSION_SKEW, HEALTHY.withVersion("kubo-2", "0.43.1")))
        .containsExactly(Level.WARN);
    assertThat(levels(Code.VERSION_SKEW, HEALTHY.withVersion("kubo-2", "0.43.0-rc1")))
        .containsExactly(Level.WARN);
  }

  private static boolean noNews(Observation observation) {
    return observation.level() == Level.CANNOT_TELL && !observation.opens();
  }

  private static List<Level> levels(Code code, Fleets fleet) {
    return see(code, fleet).stream().filter(o -> o.opens()).map(Observation::level).toList();
  }

  private static List<Observation> see(Code code, Fleets fleet) {
    return Optional.ofNullable(Checks.by(HealthPolicy.shipped()).get(code)).stream()
        .flatMap(check -> check.examine(new Picture(fleet.picture())))
        .toList();
  }
}
