package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Reach.Kind;
import org.kubosteward.health.check.Checks;

class ReachTest {
  private static final Fleets HEALTHY = Fleets.healthy(5);
  private static final Map<Code, Check> CHECKS = Checks.by(HealthPolicy.shipped());

  @Test
  void saysNothingOfNodesThatAnswer() {
    assertThat(Reach.of(HEALTHY.picture())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      names = {"REFUSED", "UNRESOLVED", "UNREACHABLE", "CONNECT_TIMED_OUT", "TIMED_OUT"})
  void silenceThatNoSiblingContradictsIsDown(Why why) {
    assertThat(kind(HEALTHY.down("kubo-2", why))).isEqualTo(Kind.DOWN);
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      names = {"REFUSED", "UNRESOLVED", "UNREACHABLE", "CONNECT_TIMED_OUT", "TIMED_OUT"})
  void silenceThatMostSiblingsContradictIsOurReach(Why why) {
    assertThat(kind(HEALTHY.apiLost("kubo-2", why))).isEqualTo(Kind.API_UNREACHABLE);
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      names = {"CUT", "FORBIDDEN", "NOT_KUBO", "MALFORMED", "TOO_LARGE", "LATE_ERROR", "REJECTED"})
  void anAnswerOfNoUseIsOurReachWhateverSiblingsSay(Why why) {
    assertThat(kind(HEALTHY.down("kubo-2", why))).isEqualTo(Kind.API_UNREACHABLE);
    assertThat(kind(HEALTHY.apiLost("kubo-2", why))).isEqualTo(Kind.API_UNREACHABLE);
  }

  @Test
  void acceptingAndSayingNothingIsHungWhateverSiblingsSay() {
    assertThat(kind(HEALTHY.hung("kubo-2"))).isEqualTo(Kind.HUNG);
    assertThat(kind(HEALTHY.apiLost("kubo-2", Why.STALLED))).isEqualTo(Kind.HUNG);
  }

  @Test
  void aNodeThatWasNotAskedIsUntold() {
    assertThat(kind(HEALTHY.down("kubo-2", Why.NOT_ASKED))).isEqualTo(Kind.UNTOLD);
  }

  @Test
  void siblingsAreNotBelievedWhileTheyMayListADeadOne() {
    Fleets lost = HEALTHY.apiLost("kubo-2", Why.CONNECT_TIMED_OUT);

    assertThat(kind(silentFor(lost, Duration.ofSeconds(44)))).isEqualTo(Kind.UNTOLD);
    assertThat(kind(silentFor(lost, Duration.ofSeconds(45)))).isEqualTo(Kind.API_UNREACHABLE);
  }

  @Test
  void aRefusalBySiblingsListIsDoubtedForAsLong() {
    Fleets refusing = HEALTHY.apiLost("kubo-2", Why.REFUSED);

    assertThat(kind(silentFor(refusing, Duration.ofSeconds(10)))).isEqualTo(Kind.UNTOLD);
  }

  @Test
  void halfOfTheSiblingsAreNoMajority() {
    Fleets half = HEALTHY.listsNot("kubo-1", "kubo-2").listsNot("kubo-3", "kubo-2");

    assertThat(kind(half.apiLost("kubo-2", Why.CONNECT_TIMED_OUT))).isEqualTo(Kind.UNTOLD);
    assertThat(kind(half.apiLost("kubo-2", Why.REFUSED))).isEqualTo(Kind.DOWN);
    assertThat(kind(half.listsNot("kubo-4", "kubo-2").apiLost("kubo-2", Why.UNREACHABLE)))
        .as("one of four lists it")
        .isEqualTo(Kind.UNTOLD);
  }

  @Test
  void siblingsThatDoNotAnswerAreNoWitnesses() {
    Fleets mute =
        HEALTHY
            .without("kubo-3", Question.SWARM, Why.TIMED_OUT)
            .down("kubo-4")
            .down("kubo-5")
            .down("kubo-2", Why.UNRESOLVED);

    assertThat(reach(mute).siblings()).isEqualTo(new Reach.Witnesses(1, 0));
    assertThat(kind(mute)).isEqualTo(Kind.DOWN);
    assertThat(kind(mute.down("kubo-1"))).isEqualTo(Kind.UNTOLD);
  }

  @Test
  void aRefusalIsEvidenceByItself() {
    Fleets alone = Fleets.healthy(1);

    assertThat(alone.down("kubo-1").picture())
        .satisfies(p -> assertThat(kinds(p)).containsExactly(Kind.DOWN));
    assertThat(alone.down("kubo-1", Why.TIMED_OUT).picture())
        .satisfies(p -> assertThat(kinds(p)).containsExactly(Kind.UNTOLD));
  }

  @Test
  void whoNeverAnsweredIsJudgedByItsSiblingsAtOnce() {
    Fleets never = HEALTHY.apiLost("kubo-2", Why.CONNECT_TIMED_OUT).neverAnswered("kubo-2");

    assertThat(kind(never)).isEqualTo(Kind.API_UNREACHABLE);
  }

  @ParameterizedTest
  @EnumSource(Why.class)
  void exactlyOneOfTheChecksOfReachSpeaks(Why why) {
    for (Fleets fleet : List.of(HEALTHY.down("kubo-2", why), HEALTHY.apiLost("kubo-2", why))) {
      assertThat(reach().flatMap(check -> check.examine(new Picture(fleet.picture())))).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Why.class, mode = Mode.EXCLUDE, names = "FORBIDDEN")
  void onlyARefusalOfCredentialsNamesTheSettingThatHoldsThem(Why why) {
    assertThat(
            check(Code.NODE_API_UNREACHABLE)
                .examine(new Picture(HEALTHY.down("kubo-2", why).picture())))
        .noneMatch(observation -> observation.evidence().containsKey("fix"));
  }

  @Test
  void aRefusalOfCredentialsNamesTheSettingThatHoldsThem() {
    assertThat(
            check(Code.NODE_API_UNREACHABLE)
                .examine(new Picture(HEALTHY.down("kubo-2", Why.FORBIDDEN).picture())))
        .singleElement()
        .extracting(observation -> observation.evidence().get("fix"))
        .asString()
        .contains("steward.fleet.nodes.\"kubo-2\".bearer-token")
        .contains("steward.fleet.nodes.\"kubo-2\".basic");
  }

  @ParameterizedTest
  @EnumSource(Why.class)
  void aLoopOfItsContainerSpeaksForEveryOtherReason(Why why) {
    Fleets looping =
        HEALTHY
            .inPods()
            .down("kubo-2", why)
            .pod("kubo-2", pod -> PodDraft.waiting(pod, "CrashLoopBackOff"));

    assertThat(kind(looping)).isEqualTo(Kind.CRASHING);
    assertThat(reach().flatMap(check -> check.examine(new Picture(looping.picture())))).isEmpty();
    assertThat(check(Code.CRASH_LOOP).examine(new Picture(looping.picture())))
        .filteredOn(Observation::opens)
        .singleElement()
        .matches(observation -> observation.level() == Level.CRIT);
  }

  @Test
  void ofANodeThatAnswersALoopIsAWarning() {
    Fleets looping =
        HEALTHY.inPods().pod("kubo-2", pod -> PodDraft.waiting(pod, "CrashLoopBackOff"));

    assertThat(Reach.of(looping.picture())).isEmpty();
    assertThat(check(Code.CRASH_LOOP).examine(new Picture(looping.picture())))
        .extracting(Observation::level)
        .containsExactly(Level.WARN);
  }

  @Test
  void whatIsKnownOfThePodIsPartOfTheEvidence() {
    Fleets hung = HEALTHY.inPods().hung("kubo-2").pod("kubo-2", PodDraft::notReady);

    assertThat(reach(hung).evidence().entries())
        .containsEntry("pod", "Running, not ready, 0 restarts");
    assertThat(reach(HEALTHY.hung("kubo-2")).evidence().entries()).doesNotContainKey("pod");
  }

  @Test
  void aNodeWhosePodIsOnTheMoveIsDownAsAWarningForTenMinutes() {
    Fleets moving = HEALTHY.inPods().down("kubo-2").pod("kubo-2", PodDraft::leaving);
    Duration tenMinutes = Duration.ofMinutes(10);

    assertThat(down(since(moving, tenMinutes.minusSeconds(1)))).isEqualTo(Level.WARN);
    assertThat(down(since(moving, tenMinutes))).isEqualTo(Level.CRIT);
    assertThat(down(HEALTHY.inPods().down("kubo-2"))).isEqualTo(Level.CRIT);
    assertThat(down(HEALTHY.down("kubo-2"))).as("outside Kubernetes").isEqualTo(Level.CRIT);
    assertThat(down(moving.without("kubo-2", Question.POD, Why.UNREACHABLE)))
        .as("nobody knows whether it moves")
        .isEqualTo(Level.CRIT);
  }

  private static Fleets since(Fleets fleet, Duration ago) {
    return fleet.pod("kubo-2", pod -> PodDraft.readySince(pod, Fleets.START.minus(ago)));
  }

  private static Level down(Fleets fleet) {
    return check(Code.NODE_DOWN)
        .examine(new Picture(fleet.picture()))
        .findFirst()
        .orElseThrow()
        .level();
  }

  private static Kind kind(Fleets fleet) {
    return reach(fleet).kind();
  }

  private static Reach reach(Fleets fleet) {
    return Reach.of(fleet.picture()).stream()
        .filter(reach -> reach.node().id().equals(Fleets.id("kubo-2")))
        .findFirst()
        .orElseThrow();
  }

  private static List<Kind> kinds(FleetSnapshot picture) {
    return Reach.of(picture).stream().map(Reach::kind).toList();
  }

  private static Fleets silentFor(Fleets fleet, Duration span) {
    return fleet.lastAnswered("kubo-2", span);
  }

  private static Check check(Code code) {
    return Objects.requireNonNull(CHECKS.get(code));
  }

  private static Stream<Check> reach() {
    return Stream.of(Code.NODE_DOWN, Code.NODE_HUNG, Code.NODE_API_UNREACHABLE, Code.NODE_SLOW)
        .map(ReachTest::check);
  }
}
