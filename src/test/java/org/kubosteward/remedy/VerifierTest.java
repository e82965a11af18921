package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.Code;
import org.kubosteward.health.Cuts;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

final class VerifierTest {
  private static final Duration TWO_LOOKS = RemedyPolicy.shipped().twoLooks();
  private static final Duration OVER = RemedyPolicy.shipped().verifyWithin();

  private final Finding.Key apart =
      new Finding.Key(Code.SIBLING_DISCONNECTED, Subject.of(Fleets.link("kubo-1", "kubo-2")));
  private final Finding.Key blind =
      new Finding.Key(Code.LINK_NOT_EXCHANGING, Subject.of(Fleets.link("kubo-1", "kubo-2")));

  @Test
  void goneForTwoLooksIsCured() {
    Given given = mended(Result.DONE, TWO_LOOKS);

    assertThat(verdicts(given))
        .extracting(v -> v.attempt().verification())
        .containsExactly(Verification.CURED);
    assertThat(verdicts(given).get(0).why()).isEqualTo("gone 10 s after it");
  }

  @Test
  void goneForOneLookIsNotYetCured() {
    assertThat(verdicts(mended(Result.DONE, TWO_LOOKS.minusSeconds(1)))).isEmpty();
  }

  @Test
  void goneButStillWatchedIsNotYetCured() {
    HealthReport.Watch fading =
        new HealthReport.Watch(
            Given.SINCE, Optional.of(Fleets.START), true, Level.WARN, new TreeMap<>());

    assertThat(verdicts(mended(Result.DONE, TWO_LOOKS).watch(apart, fading))).isEmpty();
    assertThat(verdicts(mended(Result.DONE, OVER).watch(apart, fading)).get(0).why())
        .contains("not gone for long enough");
  }

  @Test
  void aRestartIsNotCuredWhileThePodIsNotReady() {
    Given back = restarted(renewed());
    Given leaving =
        restarted(
            Fleets.threeHealthy()
                .inPods()
                .pod("kubo-2", pod -> PodDraft.notReady(PodDraft.renewed(pod))));

    assertThat(verdicts(back))
        .extracting(v -> v.attempt().verification())
        .containsExactly(Verification.CURED);
    assertThat(verdicts(leaving)).isEmpty();
    assertThat(verdicts(leaving.later(ActionKind.RESTART_POD.settling())).get(0).why())
        .endsWith("the pod is Running, not ready, 0 restarts");
  }

  @Test
  void aRestartIsNotCuredWhileThePodIsTheOneThatWasEvicted() {
    Given late = restarted(Fleets.threeHealthy().inPods());

    assertThat(verdicts(late)).isEmpty();
  }

  private static Fleets renewed() {
    return Fleets.threeHealthy().inPods().pod("kubo-2", PodDraft::renewed);
  }

  private static Given restarted(Fleets fleet) {
    return Given.that(fleet)
        .tried(
            new Finding.Key(Code.NODE_HUNG, Subject.of(Given.id("kubo-2"))),
            Given.restart("kubo-2"),
            TWO_LOOKS,
            Result.DONE,
            Verification.OPEN);
  }

  @Test
  void aLinkThatWasMendedAndIsCutAgainIsANewTroubleAtOnce() {
    Given cut = there(Result.DONE, Duration.ofSeconds(3));
    HealthReport before = cut.situation().report();
    HealthReport report =
        new HealthReport(
            before.at(),
            before.findings(),
            before.watches(),
            before.doubts(),
            new Cuts(new TreeMap<>(Map.of(Fleets.link("kubo-1", "kubo-2"), List.of(cut.now())))));

    assertThat(verdicts(cut)).isEmpty();
    assertThat(
            new Verifier()
                .verify(cut.attempts(), report, cut.fleet().picture(), cut.policy(), cut.now()))
        .singleElement()
        .satisfies(
            verdict -> {
              assertThat(verdict.attempt().verification()).isEqualTo(Verification.NOT_CURED);
              assertThat(verdict.why()).isEqualTo("mended by it, and cut again within 3 s");
            });
  }

  @Test
  void aDialAfterWhichBothSayThatTheyAreApartIsInVainAtTheSecondLook() {
    Given apart =
        Given.lost("kubo-1", "kubo-2")
            .tried(Given.reconnect("kubo-1", "kubo-2"), TWO_LOOKS, Result.DONE, Verification.OPEN);

    assertThat(verdicts(apart))
        .extracting(given -> given.attempt().verification())
        .containsExactly(Verification.NOT_CURED);
    assertThat(verdicts(apart.fleet(fleet -> Fleets.threeHealthy().listsNot("kubo-1", "kubo-2"))))
        .isEmpty();
  }

  @Test
  void stillThereWhenTheTimeIsOverIsNotCured() {
    Given given = there(Result.DONE, OVER);

    assertThat(verdicts(given))
        .extracting(v -> v.attempt().verification())
        .containsExactly(Verification.NOT_CURED);
    assertThat(verdicts(given).get(0).why())
        .isEqualTo("1 min 30 s after it the trouble is still there");
  }

  @Test
  void stillThereBeforeTheTimeIsOverStaysOpen() {
    Given seenByOne =
        there(Result.DONE, OVER.minusSeconds(1))
            .fleet(fleet -> Fleets.threeHealthy().listsNot("kubo-1", "kubo-2"));

    assertThat(verdicts(seenByOne)).isEmpty();
  }

  @Test
  void aCallThatFailedNeedNotBeWaitedFor() {
    assertThat(verdicts(there(Result.FAILED, TWO_LOOKS)))
        .extracting(v -> v.attempt().verification())
        .containsExactly(Verification.NOT_CURED);
    assertThat(verdicts(there(Result.FAILED, TWO_LOOKS.minusSeconds(1)))).isEmpty();
  }

  @Test
  void aCallOfUnknownOutcomeIsGivenItsTime() {
    for (Result unknown : List.of(Result.TIMED_OUT, Result.INTERRUPTED)) {
      assertThat(verdicts(there(unknown, TWO_LOOKS))).isEmpty();
      assertThat(verdicts(there(unknown, OVER))).hasSize(1);
      assertThat(verdicts(mended(unknown, TWO_LOOKS)))
          .extracting(v -> v.attempt().verification())
          .containsExactly(Verification.CURED);
    }
  }

  @Test
  void aRunningAttemptIsLeftToTheLoop() {
    Given given =
        Given.that(Fleets.threeHealthy())
            .running(apart, Given.reconnect("kubo-1", "kubo-2"), Duration.ofHours(3));

    assertThat(verdicts(given)).isEmpty();
  }

  @Test
  void whatIsSettledStaysSettled() {
    Given given =
        Given.that(Fleets.threeHealthy())
            .tried(
                apart,
                Given.reconnect("kubo-1", "kubo-2"),
                OVER,
                Result.DONE,
                Verification.NOT_CURED);

    assertThat(verdicts(given)).isEmpty();
  }

  @Test
  void aTroubleThatWentAwayBecauseANodeDiedIsNoCure() {
    Given given = mended(Result.DONE, TWO_LOOKS).fleet(fleet -> fleet.down("kubo-2"));
    assertThat(verdicts(given)).isEmpty();

    Given over = mended(Result.DONE, OVER).fleet(fleet -> fleet.down("kubo-2"));
    assertThat(verdicts(over).get(0).attempt().verification()).isEqualTo(Verification.NOT_CURED);
    assertThat(verdicts(over).get(0).why()).contains("kubo-2 does not answer");
  }

  @Test
  void whatCannotBeToldIsNoCureAndSaysSo() {
    UnaryOperator<Given> doubt =
        given -> given.finding(Given.cannotTell(apart.code(), apart.subject()));

    assertThat(verdicts(doubt.apply(mended(Result.FAILED, TWO_LOOKS)))).isEmpty();
    assertThat(verdicts(doubt.apply(mended(Result.DONE, OVER))).get(0).why())
        .isEqualTo("1 min 30 s after it it cannot be told whether it helped");
  }

  @Test
  void aFindingThatNobodyCouldLookAtAgainIsADoubt() {
    Finding stale =
        new Finding(
            apart.code(),
            apart.subject(),
            Level.WARN,
            Given.SINCE,
            new TreeMap<>(Map.of(Finding.STALE, "kubo-2 does not answer")));

    assertThat(verdicts(mended(Result.FAILED, TWO_LOOKS).finding(stale))).isEmpty();
  }

  @Test
  void nothingIsSettledWhileThePlaneIsBlind() {
    Given given =
        mended(Result.DONE, OVER).finding(Given.warn(Code.STEWARD_BLIND, Subject.fleet()));

    assertThat(verdicts(given)).isEmpty();
  }

  @Test
  void aLinkIsCuredByABlockThatCrossedItSince() {
    assertThat(verdicts(refreshed(Outcome.EXCHANGED, Duration.ofSeconds(5), TWO_LOOKS)))
        .extracting(v -> v.attempt().verification())
        .containsExactly(Verification.CURED);
  }

  @Test
  void aBlockThatCrossedBeforeTheRefreshProvesNothing() {
    assertThat(verdicts(refreshed(Outcome.EXCHANGED, TWO_LOOKS, TWO_LOOKS))).isEmpty();
    assertThat(verdicts(refreshed(Outcome.EXCHANGED, OVER, OVER)).get(0).why())
        .contains("no block has been seen to cross kubo-1>kubo-2");
  }

  @Test
  void aCanaryThatDidNotFlyProvesNothing() {
    assertThat(verdicts(refreshed(Outcome.NOT_TRIED, Duration.ofSeconds(5), TWO_LOOKS))).isEmpty();
  }

  @Test
  void keepsTheOrderOfTheAttempts() {
    Given given =
        mended(Result.DONE, OVER)
            .tried(
                new Finding.Key(Code.REPO_FULL, Subject.of(Given.id("kubo-3"))),
                Given.collect("kubo-3"),
                TWO_LOOKS,
                Result.DONE,
                Verification.OPEN);

    assertThat(verdicts(given)).extracting(v -> v.attempt().id()).containsExactly(1L, 2L);
  }

  @Test
  void aPodThatIsMadeAnewIsGivenFiveMinutesAndThenItWasInVain() {
    Duration settling = ActionKind.RESTART_POD.settling();

    assertThat(verdicts(restarted(Result.DONE, OVER))).isEmpty();
    assertThat(verdicts(restarted(Result.DONE, settling.minusSeconds(1)))).isEmpty();
    assertThat(verdicts(restarted(Result.DONE, settling)))
        .extracting(v -> v.attempt().verification())
        .containsExactly(Verification.NOT_CURED);
  }

  @Test
  void anEvictionThatWasRefusedNeedNotBeWaitedFor() {
    assertThat(verdicts(restarted(Result.FAILED, TWO_LOOKS)))
        .extracting(v -> v.attempt().verification())
        .containsExactly(Verification.NOT_CURED);
  }

  @Test
  void aNodeThatAnswersAfterItsRestartIsCuredAndASilentOneIsNot() {
    Given gone = restarted(Result.DONE, TWO_LOOKS).findings(List.of());

    assertThat(verdicts(gone)).as("it is starting").isEmpty();
    assertThat(verdicts(gone.fleet(fleet -> renewed())))
        .extracting(v -> v.attempt().verification())
        .containsExactly(Verification.CURED);
  }

  private static Given restarted(Result result, Duration ago) {
    return Given.hung().tried(Given.restart("kubo-2"), ago, result, Verification.OPEN);
  }

  private Given mended(Result result, Duration ago) {
    return Given.that(Fleets.threeHealthy())
        .tried(apart, Given.reconnect("kubo-1", "kubo-2"), ago, result, Verification.OPEN);
  }

  private Given there(Result result, Duration ago) {
    return Given.lost("kubo-1", "kubo-2")
        .tried(Given.reconnect("kubo-1", "kubo-2"), ago, result, Verification.OPEN);
  }

  private Given refreshed(Outcome outcome, Duration canary, Duration refresh) {
    return Given.that(Fleets.threeHealthy().proven("kubo-1", "kubo-2", outcome, 0, canary))
        .tried(blind, Given.refresh("kubo-2", "kubo-1"), refresh, Result.DONE, Verification.OPEN);
  }

  private static List<AttemptVerdict> verdicts(Given given) {
    return new Verifier()
        .verify(
            given.attempts(), given.report(), given.fleet().picture(), given.policy(), given.now());
  }
}
