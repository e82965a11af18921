package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;

final class RestartTest {
  private static final Instant JUST_NOW = Fleets.START.minusSeconds(20);

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"NODE_HUNG", "CRASH_LOOP"})
  void evictsThePodThatWasJudged(Code code) {
    Given given = Given.that(Given.hung().fleet()).finding(code, "kubo-2");

    Proposal proposal = proposed(given);

    assertThat(proposal.action()).contains(Given.restart("kubo-2"));
    assertThat(proposal.why())
        .isEqualTo(
            "the pod of kubo-2 (Running, not ready, 0 restarts) is evicted and made anew on its"
                + " volume, if its disruption budget allows it");
  }

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"NODE_DOWN", "NODE_API_UNREACHABLE", "FLEET_MAJORITY_DOWN", "FOREIGN_POD"})
  void noOtherTroubleOfANodeIsAReasonToRestartIt(Code code) {
    assertThat(proposed(Given.that(Given.hung().fleet()).finding(code, "kubo-2")).action())
        .isEmpty();
  }

  @Test
  void outsideKubernetesAPersonIsToldWhatToDo() {
    Proposal proposal = proposed(Given.hung(Fleets.threeHealthy().hung("kubo-2")));

    assertThat(proposal.action()).isEmpty();
    assertThat(proposal.why())
        .startsWith("the plane knows no pod of kubo-2")
        .contains("goroutine dump")
        .contains("ignores SIGTERM");
  }

  @Test
  void aPodThatIsNotKnownIsNotRestarted() {
    assertThat(
            proposed(Given.hung().fleet(f -> f.without("kubo-2", Question.POD, Why.UNREACHABLE)))
                .action())
        .isEmpty();
    assertThat(proposed(Given.hung().fleet(fleet -> fleet.leftBy("kubo-2"))).action()).isEmpty();
  }

  @Test
  void aPodThatNobodyWouldMakeAnewIsLeft() {
    Proposal proposal =
        proposed(Given.hung().fleet(fleet -> fleet.pod("kubo-2", PodDraft::onItsOwn)));

    assertThat(proposal.action()).isEmpty();
    assertThat(proposal.why()).contains("no StatefulSet keeps the pod of kubo-2");
  }

  @Test
  void aLoopForWantOfMemoryIsNotCuredByARestart() {
    Proposal proposal = proposed(Given.hung(ended("OOMKilled", 137, 3, JUST_NOW)));

    assertThat(proposal.action()).isEmpty();
    assertThat(proposal.why()).contains("memory limit").contains("Swarm.ResourceMgr.MaxMemory");
  }

  @Test
  void aLoopForAnyOtherCauseMayBe() {
    assertThat(proposed(Given.hung(ended("Error", 1, 3, JUST_NOW))).action()).isPresent();
  }

  @Test
  void thatItOnceRanOutOfMemoryIsNoReasonToLeaveAHungNodeAlone() {
    Instant longAgo = Fleets.START.minus(Duration.ofDays(3));

    assertThat(proposed(Given.hung(ended("OOMKilled", 137, 1, longAgo))).action()).isPresent();
    assertThat(proposed(Given.hung(ended("OOMKilled", 137, 2, JUST_NOW))).action()).isPresent();
  }

  @Test
  void aFindingThatNamesNoNodeRestartsNone() {
    Given given =
        Given.that(Given.hung().fleet()).finding(Given.warn(Code.NODE_HUNG, Subject.fleet()));

    assertThat(proposed(given).action()).isEmpty();
  }

  private static Fleets ended(String reason, int exitCode, int restarts, Instant at) {
    return Given.hung()
        .fleet()
        .pod("kubo-2", pod -> PodDraft.ended(pod, restarts, reason, exitCode, at));
  }

  private static Proposal proposed(Given given) {
    return Remedies.of(given.cause().code()).propose(given.cause(), given.situation());
  }
}
