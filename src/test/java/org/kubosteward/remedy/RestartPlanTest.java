package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Picture;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Decision.Kind;

/** From what is seen of a sick pod to what is done about it: the checkup and the planner. */
final class RestartPlanTest {
  private static final Fleets HEALTHY = Fleets.threeHealthy().inPods();
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void aHungNodeWhosePodIsNotReadyIsRestarted() {
    Decision decision = about(HEALTHY.hung("kubo-2").pod("kubo-2", PodDraft::notReady), "kubo-2");

    assertThat(decision.cause().code()).isEqualTo(Code.NODE_HUNG);
    assertThat(decision.kind()).isEqualTo(Kind.ACT);
    assertThat(decision.action()).contains(Given.restartOfTheHung("kubo-2"));
  }

  @Test
  void aHungNodeThatItsReadyPodAndItsSiblingsSpeakForIsNot() {
    Decision decision = about(HEALTHY.apiLost("kubo-2", Why.STALLED), "kubo-2");

    assertThat(decision.cause().code()).isEqualTo(Code.NODE_HUNG);
    assertThat(decision.kind()).isEqualTo(Kind.REFUSE);
    assertThat(decision.guard()).contains("one-witness");
  }

  @Test
  void asShippedItIsOnlyProposed() {
    Decision decision = Given.hung().policy(RemedyPolicy.shipped()).decision();

    assertThat(decision.kind()).isEqualTo(Kind.REFUSE);
    assertThat(decision.guard()).contains("mode");
    assertThat(decision.action()).contains(Given.restartOfTheHung("kubo-2"));
  }

  @Test
  void aContainerThatEndsAgainAndAgainIsRestarted() {
    Decision decision =
        about(
            HEALTHY
                .down("kubo-2")
                .pod("kubo-2", PodDraft::notReady)
                .pod("kubo-2", pod -> PodDraft.waiting(pod, "CrashLoopBackOff")),
            "kubo-2");

    assertThat(decision.cause().code()).isEqualTo(Code.CRASH_LOOP);
    assertThat(decision.kind()).isEqualTo(Kind.ACT);
  }

  @Test
  void whileItAnswersBetweenItsEndsItIsNot() {
    Decision decision =
        about(HEALTHY.pod("kubo-2", p -> PodDraft.waiting(p, "CrashLoopBackOff")), "kubo-2");

    assertThat(decision.cause().level()).isEqualTo(Level.WARN);
    assertThat(decision.guard()).contains("one-witness");
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      names = {"NOT_KUBO", "FORBIDDEN", "MALFORMED", "REJECTED", "CUT", "TOO_LARGE", "LATE_ERROR"})
  void whateverAnswersInItsPlaceIsNeverRestarted(Why why) {
    Fleets answered = HEALTHY.down("kubo-2", why).pod("kubo-2", PodDraft::notReady);
    Fleets looping = answered.pod("kubo-2", pod -> PodDraft.waiting(pod, "CrashLoopBackOff"));

    assertThat(about(answered, "kubo-2").cause().code()).isEqualTo(Code.NODE_API_UNREACHABLE);
    assertThat(about(answered, "kubo-2").action()).isEmpty();
    assertThat(about(looping, "kubo-2").cause().code()).isEqualTo(Code.CRASH_LOOP);
    assertThat(about(looping, "kubo-2").kind()).isEqualTo(Kind.REFUSE);
  }

  @Test
  void whatCannotBeToldRestartsNothing() {
    Fleets untold = HEALTHY.apiLost("kubo-2", Why.CONNECT_TIMED_OUT);
    Fleets soon = untold.lastAnswered("kubo-2", Duration.ofSeconds(10));

    Decision decision = about(soon.pod("kubo-2", PodDraft::notReady), "kubo-2");

    assertThat(decision.cause().level()).isEqualTo(Level.CANNOT_TELL);
    assertThat(decision.kind()).isEqualTo(Kind.LEAVE);
  }

  @Test
  void aLoopThatWasSeenBeforeTheApiServerFellSilentIsLeft() {
    Checkup checkup = new Checkup(HealthPolicy.shipped());
    Fleets looping = HEALTHY.pod("kubo-2", p -> PodDraft.waiting(p, "CrashLoopBackOff"));
    HealthReport before =
        checkup.examine(HealthReport.empty(Fleets.START), new Picture(looping.picture()));
    Fleets blind =
        looping.without("kubo-2", Question.POD, Why.UNREACHABLE).after(Duration.ofSeconds(10));
    HealthReport now = checkup.examine(before, new Picture(blind.picture()));

    Decision decision = decided(blind.picture(), now).get(0);

    assertThat(decision.cause().code()).isEqualTo(Code.CRASH_LOOP);
    assertThat(decision.kind()).isEqualTo(Kind.LEAVE);
    assertThat(decision.why()).startsWith("cannot tell whether this holds");
  }

  @Test
  void duringARolloutItIsLeftToTheRollout() {
    Decision decision =
        about(
            HEALTHY
                .hung("kubo-2")
                .pod("kubo-2", PodDraft::notReady)
                .pod("kubo-2", PodDraft::updating),
            "kubo-2");

    assertThat(decision.guard()).contains("rollout");
  }

  @Test
  void anAnnotatedPodIsLeftToWhoAnnotatedIt() {
    Decision decision =
        about(
            HEALTHY
                .hung("kubo-2")
                .pod("kubo-2", PodDraft::notReady)
                .pod("kubo-2", pod -> PodDraft.paused(pod, "kubo-steward.org/paused=true")),
            "kubo-2");

    assertThat(decision.guard()).contains("paused");
    assertThat(decision.why())
        .isEqualTo("kubo-2 is paused by an annotation: kubo-steward.org/paused=true");
  }

  @Test
  void ofTwoHungNodesOneIsRestartedAndTheOtherWaitsItsTurn() {
    Fleets two =
        Fleets.healthy(7)
            .inPods()
            .hung("kubo-2")
            .pod("kubo-2", PodDraft::notReady)
            .hung("kubo-5")
            .pod("kubo-5", PodDraft::notReady);

    assertThat(about(two, "kubo-2").kind()).isEqualTo(Kind.ACT);
    assertThat(about(two, "kubo-5").guard()).contains("in-flight");
    assertThat(about(two, "kubo-5").why()).isEqualTo("restart-pod kubo-2 is planned in this round");
  }

  @Test
  void aGrowthWaitsForARestartAndARestartForACollection() {
    Given both =
        Given.tight()
            .tried(hung("kubo-2"), Given.restart("kubo-2"), MINUTE, Result.DONE, Verification.OPEN);
    Given collecting = Given.hung().running(full(), Given.collect("kubo-3"), MINUTE);

    assertThat(both.decision().guard()).contains("in-flight");
    assertThat(collecting.decision().guard()).contains("in-flight");
  }

  @Test
  void aPodThatIsMadeAnewHasFiveMinutesToAnswer() {
    Given restarted =
        Given.hung()
            .tried(
                Given.restart("kubo-2"), Duration.ofSeconds(100), Result.DONE, Verification.OPEN);

    assertThat(restarted.decision())
        .isEqualTo(
            new Decision.Wait(
                restarted.cause(),
                Fleets.START.minusSeconds(100).plus(Duration.ofMinutes(5)),
                "verifying attempt #1 (restart-pod kubo-2)"));
  }

  @Test
  void whileTheListOfNodesCannotBeTrustedNothingIsRestarted() {
    Decision decision =
        Given.hung()
            .fleet(
                fleet ->
                    fleet.seenBy(
                        new Observer(
                            Duration.ZERO, Duration.ZERO, 3, List.of(), "", "it was halved")))
            .decision();

    assertThat(decision.guard()).contains("incomplete-picture");
  }

  @Test
  void aNodeOutsideKubernetesIsLeftWithAdvice() {
    Decision decision = about(Fleets.threeHealthy().hung("kubo-2"), "kubo-2");

    assertThat(decision.kind()).isEqualTo(Kind.LEAVE);
    assertThat(decision.why()).contains("knows no pod");
  }

  @Test
  void aTightVolumeGrowsFromWhatTheCheckSaw() {
    Decision decision = about(Given.tight().fleet(), "kubo-1");

    assertThat(decision.cause().code()).isEqualTo(Code.DISK_NEAR_FULL);
    assertThat(decision.action()).contains(Given.grow("kubo-1"));
    assertThat(decision.kind()).isEqualTo(Kind.ACT);
  }

  private static Finding.Key hung(String node) {
    return Given.that(HEALTHY).finding(Code.NODE_HUNG, node).cause().key();
  }

  private static Finding.Key full() {
    return Given.full().cause().key();
  }

  /** The decision about the node once what is seen of it has been there for long enough. */
  private static Decision about(Fleets fleet, String node) {
    Checkup checkup = new Checkup(HealthPolicy.shipped());
    HealthReport first =
        checkup.examine(HealthReport.empty(Fleets.START), new Picture(fleet.picture()));
    HealthReport second = first;
    Fleets later = fleet;
    for (int seconds = 10; seconds <= 30; seconds += 10) {
      later = fleet.after(Duration.ofSeconds(seconds));
      second = checkup.examine(second, new Picture(later.picture()));
    }
    return decided(later.picture(), second).stream()
        .filter(d -> d.cause().subject().node().equals(Optional.of(Fleets.id(node))))
        .findFirst()
        .orElseThrow();
  }

  private static List<Decision> decided(FleetSnapshot picture, HealthReport report) {
    RemedyPolicy policy =
        Given.hung()
            .mode(ActionKind.GROW_VOLUME, Mode.AUTO)
            .mode(ActionKind.COLLECT_GARBAGE, Mode.OBSERVE)
            .policy();
    Situation situation =
        new Situation(
            picture,
            report,
            List.of(),
            List.of(),
            policy,
            true,
            Optional.empty(),
            picture.takenAt());
    return new Planner().plan(situation).decisions();
  }
}
