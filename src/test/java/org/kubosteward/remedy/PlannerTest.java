package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Decision.Kind;

final class PlannerTest {

  @Test
  void anEmptyReportNeedsNoDecision() {
    assertThat(Given.that(Fleets.threeHealthy()).plan().decisions()).isEmpty();
  }

  @Test
  void reconnectsTwoSiblingsThatLostEachOther() {
    Decision decision = Given.lost("kubo-1", "kubo-2").decision();

    assertThat(decision.kind()).isEqualTo(Kind.ACT);
    assertThat(decision.action())
        .contains(
            new ReconnectPeer(
                Given.id("kubo-1"),
                Given.id("kubo-2"),
                Fleets.peerId("kubo-2"),
                List.of("/ip4/127.0.1.2/tcp/4001/p2p/" + Fleets.peerId("kubo-2"))));
    assertThat(decision.why()).contains("kubo-1 dials kubo-2");
  }

  @Test
  void refreshesALinkThatMovesNoBlocks() {
    Decision decision = Given.blind("kubo-1", "kubo-2").decision();

    assertThat(decision.kind()).isEqualTo(Kind.ACT);
    assertThat(decision.action().orElseThrow().describe())
        .isEqualTo("refresh-link kubo-2 to kubo-1");
  }

  @Test
  void collectsGarbageWhereItMay() {
    Decision decision = Given.full().decision();

    assertThat(decision.action()).contains(Given.collect("kubo-1"));
    assertThat(decision.kind()).isEqualTo(Kind.ACT);
    assertThat(decision.why()).contains("97 % full");
  }

  @Test
  void onlyProposesACollectionAsShipped() {
    Decision decision =
        Given.that(Fleets.threeHealthy().withRepoFill("kubo-1", 0.97))
            .finding(Code.REPO_FULL, "kubo-1")
            .decision();

    assertThat(decision.kind()).isEqualTo(Kind.REFUSE);
    assertThat(decision.guard()).contains("mode");
    assertThat(decision.action()).contains(Given.collect("kubo-1"));
  }

  @Test
  void leavesWhatIsNotSeenAnyMoreAndOnlyHasNotCleared() {
    Given lost = Given.lost("kubo-1", "kubo-2");
    HealthReport.Watch fading =
        new HealthReport.Watch(
            Given.SINCE,
            Optional.of(Fleets.START.plusNanos(99_313)),
            true,
            Level.WARN,
            new TreeMap<>());

    Decision decision = lost.watch(lost.findings().get(0).key(), fading).decision();

    assertThat(decision.kind()).isEqualTo(Kind.LEAVE);
    assertThat(decision.why()).startsWith("not seen since 2026-03-02T08:00:00Z, and soon");
  }

  @Test
  void leavesWhatCannotBeToldAndSaysWhatIsMissing() {
    Decision decision =
        Given.that(Fleets.threeHealthy().disconnected("kubo-1", "kubo-2"))
            .finding(
                Given.cannotTell(
                    Code.SIBLING_DISCONNECTED, Subject.of(Fleets.link("kubo-1", "kubo-2"))))
            .decision();

    assertThat(decision.kind()).isEqualTo(Kind.LEAVE);
    assertThat(decision.why()).startsWith("cannot tell").contains("swarm: timed out");
  }

  @Test
  void leavesAFindingThatNobodyCouldLookAtAgain() {
    Finding stale =
        new Finding(
            Code.SIBLING_DISCONNECTED,
            Subject.of(Fleets.link("kubo-1", "kubo-2")),
            Level.CRIT,
            Given.SINCE,
            new TreeMap<>(Map.of(Finding.STALE, "kubo-2 does not answer")));

    Decision decision =
        Given.that(Fleets.threeHealthy().disconnected("kubo-1", "kubo-2"))
            .finding(stale)
            .decision();

    assertThat(decision.kind()).isEqualTo(Kind.LEAVE);
    assertThat(decision.why()).startsWith("cannot tell").contains("kubo-2 does not answer");
  }

  @Test
  void waitsWhileAnAttemptIsBeingVerified() {
    Given given =
        Given.lost("kubo-1", "kubo-2")
            .tried(
                Given.reconnect("kubo-1", "kubo-2"),
                Duration.ofSeconds(3),
                Result.DONE,
                Verification.OPEN);

    assertThat(given.decision())
        .isEqualTo(
            new Decision.Wait(
                given.cause(),
                Fleets.START.minusSeconds(3).plusSeconds(90),
                "verifying attempt #1 (reconnect-peer kubo-1 to kubo-2)"));
  }

  @Test
  void waitsForARunningAttemptUntilItsDeadlineAndTheTimeToShow() {
    Given given = Given.full().running(Given.collect("kubo-1"), Duration.ofMinutes(2));

    assertThat(given.decision())
        .isEqualTo(
            new Decision.Wait(
                given.cause(),
                Fleets.START.minusSeconds(120).plusSeconds(1800 + 90),
                "attempt #1 (collect-garbage kubo-1) is under way"));
  }

  @Test
  void aFullRepositoryWaitsForTheCollectionThatBeganWhenItWasNearlyFull() {
    Given given =
        Given.full()
            .running(
                new Finding.Key(Code.REPO_NEAR_FULL, Subject.of(Given.id("kubo-1"))),
                Given.collect("kubo-1"),
                Duration.ofMinutes(2));

    assertThat(given.decision().kind()).isEqualTo(Kind.WAIT);
    assertThat(given.decision().why()).contains("for REPO_NEAR_FULL kubo-1");
  }

  @Test
  void bothDirectionsOfABlindPairGetOneRefresh() {
    Given given =
        Given.blind("kubo-1", "kubo-2")
            .fleet(fleet -> fleet.notExchanging("kubo-2", "kubo-1", 2))
            .finding(Code.LINK_NOT_EXCHANGING, "kubo-2", "kubo-1");

    List<Decision> decisions = given.plan().decisions();

    assertThat(decisions).extracting(Decision::kind).containsExactly(Kind.ACT, Kind.WAIT);
    assertThat(decisions.get(1).why())
        .contains("done in this round")
        .contains("LINK_NOT_EXCHANGING kubo-1>kubo-2");
  }

  @Test
  void bothDirectionsOfABlindPairAreProposedOnce() {
    Given given =
        Given.blind("kubo-1", "kubo-2")
            .fleet(fleet -> fleet.notExchanging("kubo-2", "kubo-1", 2))
            .finding(Code.LINK_NOT_EXCHANGING, "kubo-2", "kubo-1")
            .mode(ActionKind.REFRESH_LINK, Mode.PROPOSE);

    List<Decision> decisions = given.plan().decisions();

    assertThat(decisions).extracting(Decision::kind).containsExactly(Kind.REFUSE, Kind.LEAVE);
    assertThat(decisions.get(1).why()).contains("LINK_NOT_EXCHANGING kubo-1>kubo-2");
  }

  @Test
  void oneNodeThatLostAllItsSiblingsGetsThemBackInOneRound() {
    Plan plan =
        Given.that(Fleets.threeHealthy().isolated("kubo-3"))
            .finding(Code.SIBLING_DISCONNECTED, "kubo-1", "kubo-3")
            .finding(Code.SIBLING_DISCONNECTED, "kubo-2", "kubo-3")
            .plan();

    assertThat(plan.acts()).hasSize(2);
  }

  @Test
  void aPairIsTouchedByOneActionARound() {
    Plan plan =
        Given.blind("kubo-1", "kubo-2")
            .fleet(fleet -> fleet.listsNot("kubo-1", "kubo-2"))
            .finding(Code.SIBLING_DISCONNECTED, "kubo-1", "kubo-2")
            .plan();

    assertThat(plan.decisions()).extracting(Decision::kind).containsExactly(Kind.ACT, Kind.REFUSE);
    assertThat(plan.decisions().get(1).guard()).contains("in-flight");
  }

  @Test
  void ofTwoFullRepositoriesOneIsCollected() {
    Plan plan =
        Given.full()
            .fleet(fleet -> fleet.withRepoFill("kubo-2", 0.99))
            .finding(Code.REPO_FULL, "kubo-2")
            .plan();

    assertThat(plan.decisions()).extracting(Decision::kind).containsExactly(Kind.ACT, Kind.REFUSE);
    assertThat(plan.decisions().get(1).why())
        .isEqualTo("collect-garbage kubo-1 is planned in this round");
  }

  @Test
  void beginsNoMoreThanFourGentleActionsARound() {
    Given given = Given.that(Fleets.healthy(6).isolated("kubo-6"));
    for (int other = 1; other <= 5; other++) {
      given = given.finding(Code.SIBLING_DISCONNECTED, "kubo-" + other, "kubo-6");
    }

    Plan plan = given.plan();

    assertThat(plan.acts()).hasSize(RemedyPolicy.Bounds.SHIPPED.gentleAtOnce());
    assertThat(plan.decisions().get(4).guard()).contains("round-full");
  }

  @Test
  void inModeObserveSaysWhatItWouldDo() {
    Decision decision = Given.lost("kubo-1", "kubo-2").ceiling(Mode.OBSERVE).decision();

    assertThat(decision.kind()).isEqualTo(Kind.LEAVE);
    assertThat(decision.why()).startsWith("observing only: would reconnect-peer kubo-1 to kubo-2");
  }

  @Test
  void theFirstVetoIsTheReason() {
    Decision decision = Given.lost("kubo-1", "kubo-2").journalClosed().notLeader().decision();

    assertThat(decision.guard()).contains("journal");
  }

  @Test
  void withOneOfThreeStoppedTheOtherTwoAreStillReconnected() {
    Decision decision =
        Given.lost("kubo-1", "kubo-2").fleet(fleet -> fleet.down("kubo-3")).decision();

    assertThat(decision.kind()).isEqualTo(Kind.ACT);
  }

  @Test
  void withTwoOfThreeStoppedNothingIsDone() {
    Decision decision = Given.full().fleet(fleet -> fleet.down("kubo-2").down("kubo-3")).decision();

    assertThat(decision.kind()).isEqualTo(Kind.REFUSE);
    assertThat(decision.guard()).contains("fleet-too-sick");
  }

  @Test
  void everyCodeGetsADecisionWithAReason() {
    Given given = Given.that(Fleets.threeHealthy());
    for (Code code : Code.values()) {
      given = given.finding(code, "kubo-1");
    }

    List<Decision> decisions = given.plan().decisions();

    assertThat(decisions).hasSize(Code.values().length);
    assertThat(decisions).allSatisfy(d -> assertThat(d.why()).isNotBlank().doesNotContain("%"));
  }

  @Test
  void theSameSituationGivesAnEqualPlan() {
    Given given = Given.lost("kubo-1", "kubo-2").finding(Code.NODE_DOWN, "kubo-3");

    assertThat(given.plan()).isEqualTo(given.plan());
  }
}
