package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

final class HealThenCollectTest {
  private static final String CID = "bafybeihvktkq3ywqd6ppyw2yps5sq37izfexw4vqeiweahf2cpgqf2qgce";
  private static final String ERROR =
      "aborted: could not retrieve links for "
          + CID
          + ": block was not found locally (offline): ipld: could not find "
          + CID;

  private final Action heal = new HealBlocks(Given.id("kubo-1"), List.of(CID));

  @Test
  void theBlockThatTheErrorNamesIsFetchedFirst() {
    assertThat(after(ERROR).decision())
        .isInstanceOf(Decision.Act.class)
        .satisfies(decision -> assertThat(decision.action()).contains(heal));
  }

  @Test
  void onceItIsBackTheNodeCollectsOnceMore() {
    Given healed = after(ERROR).tried(heal, Duration.ofMinutes(1), Result.DONE, Verification.CURED);

    for (Code full : List.of(Code.REPO_FULL, Code.REPO_NEAR_FULL, Code.DISK_NEAR_FULL)) {
      assertThat(healed.finding(full, "kubo-1").decision().action())
          .contains(Given.collect("kubo-1"));
    }
  }

  @Test
  void onceItIsBackAndNothingIsFullThereNothingIsCollected() {
    Given healed = after(ERROR).tried(heal, Duration.ofMinutes(1), Result.DONE, Verification.CURED);

    assertThat(healed.decision()).isInstanceOf(Decision.Leave.class);
    assertThat(healed.decision().why()).contains("nothing is full there");
    assertThat(healed.finding(Code.REPO_FULL, "kubo-2").decision())
        .isInstanceOf(Decision.Leave.class);
  }

  @Test
  void whatIsFullAndHasAlreadyGoneIsNothingToCollectFor() {
    Given full =
        after(ERROR)
            .tried(heal, Duration.ofMinutes(1), Result.DONE, Verification.CURED)
            .finding(Code.REPO_FULL, "kubo-1");
    Finding.Key key = full.findings().get(1).key();

    assertThat(full.watch(key, watch(Optional.empty())).decision().action())
        .contains(Given.collect("kubo-1"));
    assertThat(full.watch(key, watch(Optional.of(Fleets.START))).decision())
        .isInstanceOf(Decision.Leave.class);
  }

  @Test
  void whatIsBackOnAnotherNodeIsNotBackOnThisOne() {
    Given elsewhere =
        after(ERROR)
            .finding(Code.REPO_FULL, "kubo-1")
            .tried(
                new Finding.Key(Code.GC_ABORTED, Subject.of(Given.id("kubo-2"))),
                new HealBlocks(Given.id("kubo-2"), List.of(CID)),
                Duration.ofMinutes(1),
                Result.DONE,
                Verification.CURED);

    assertThat(elsewhere.decision()).isInstanceOf(Decision.Act.class);
    assertThat(elsewhere.decision().action()).contains(heal);
  }

  @Test
  void thatOneBlockIsBackSaysNothingAboutAnother() {
    String other = CID.replace("bafybei", "bafybej");
    Given aborted =
        after(ERROR.replace(CID, other))
            .finding(Code.REPO_FULL, "kubo-1")
            .tried(heal, Duration.ofMinutes(5), Result.DONE, Verification.CURED);

    assertThat(aborted.decision().action()).contains(Given.heal("kubo-1", other));
  }

  @Test
  void aBlockThatNobodyHasKeepsNoOtherFromBeingFetched() {
    String other = CID.replace("bafybei", "bafybej");
    Given exhausted = after(ERROR.replace(CID, other));
    for (int n = 3; n > 0; n--) {
      exhausted =
          exhausted.tried(heal, Duration.ofSeconds(40L * n), Result.FAILED, Verification.NOT_CURED);
    }

    assertThat(exhausted.decision().kind()).isEqualTo(Decision.Kind.ACT);
    assertThat(exhausted.decision().action()).contains(Given.heal("kubo-1", other));
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "TIMED_OUT", "INTERRUPTED"})
  void whatDidNotComeBackIsFetchedAgainAfterItsTime(Result result) {
    Given failed = after(ERROR).tried(heal, Duration.ofMinutes(1), result, Verification.NOT_CURED);

    assertThat(failed.decision().action()).contains(heal);
    assertThat(failed.decision().kind()).isEqualTo(Decision.Kind.ACT);
  }

  @Test
  void threeTimesInVainAsksAPerson() {
    Given given = after(ERROR);
    for (int n = 3; n > 0; n--) {
      given = given.tried(heal, Duration.ofMinutes(20L * n), Result.FAILED, Verification.NOT_CURED);
    }

    assertThat(given.decision().guard()).contains("attempts-exhausted");
  }

  @Test
  void noMoreBlocksThanOneActionCanFetch() {
    StringBuilder many = new StringBuilder("aborted: ");
    for (int n = 0; n < 9; n++) {
      many.append("could not find ").append(CID, 0, CID.length() - 1).append(n).append("; ");
    }

    assertThat(after(many.toString()).decision().action())
        .hasValueSatisfying(
            action ->
                assertThat(((HealBlocks) action).cids())
                    .hasSize(HealBlocks.MOST_BLOCKS)
                    .doesNotHaveDuplicates());
  }

  @Test
  void anErrorThatNamesNoBlockIsLeftToPeople() {
    assertThat(after("aborted: context canceled").decision())
        .isInstanceOf(Decision.Leave.class)
        .satisfies(decision -> assertThat(decision.why()).contains("repo/verify?heal=true"));
  }

  @Test
  void aFullRepositoryWaitsForItInsteadOfCollectingIntoTheSameHole() {
    Finding full = Given.warn(Code.REPO_FULL, Subject.of(Given.id("kubo-1")));
    Given both = after(ERROR).finding(full);

    assertThat(Remedies.of(Code.REPO_FULL).propose(full, both.situation()).why())
        .contains("GC_ABORTED is mended first");
  }

  @Test
  void whenNobodyHasTheBlockAFullRepositoryIsCollectedAllTheSame() {
    Finding full = Given.warn(Code.REPO_FULL, Subject.of(Given.id("kubo-1")));
    Given given = after(ERROR).finding(full);
    for (int n = 3; n > 0; n--) {
      given =
          given.tried(
              new Finding.Key(Code.GC_ABORTED, full.subject()),
              heal,
              Duration.ofMinutes(20L * n),
              Result.FAILED,
              Verification.NOT_CURED);
    }

    assertThat(Remedies.of(Code.REPO_FULL).propose(full, given.situation()).action())
        .contains(Given.collect("kubo-1"));
  }

  @Test
  void whereHealingIsOnlyProposedACollectionDoesNotWaitForIt() {
    Finding full = Given.warn(Code.REPO_FULL, Subject.of(Given.id("kubo-1")));
    Given given = after(ERROR).finding(full).mode(ActionKind.HEAL_BLOCKS, Mode.PROPOSE);

    assertThat(Remedies.of(Code.REPO_FULL).propose(full, given.situation()).action())
        .contains(Given.collect("kubo-1"));
  }

  @Test
  void whatTheNodeReadOutIsHealed() {
    assertThat(settled(Result.DONE)).isEqualTo(Verification.CURED);
    assertThat(settled(Result.FAILED)).isEqualTo(Verification.NOT_CURED);
    assertThat(settled(Result.INTERRUPTED)).isEqualTo(Verification.NOT_CURED);
  }

  private Verification settled(Result result) {
    Situation later =
        after(ERROR).tried(heal, Duration.ofMinutes(1), result, Verification.OPEN).situation();
    return new Verifier()
        .verify(later.attempts(), later.report(), later.picture(), later.policy(), later.now())
        .get(0)
        .attempt()
        .verification();
  }

  private static HealthReport.Watch watch(Optional<Instant> goneSince) {
    return new HealthReport.Watch(Given.SINCE, goneSince, true, Level.WARN, new TreeMap<>());
  }

  private static Given after(String error) {
    return Given.that(Fleets.healthy(3))
        .finding(
            new Finding(
                Code.GC_ABORTED,
                Subject.of(Given.id("kubo-1")),
                Level.WARN,
                Given.SINCE,
                Evidence.of("error", error).entries()))
        .mode(ActionKind.COLLECT_GARBAGE, Mode.AUTO);
  }
}
