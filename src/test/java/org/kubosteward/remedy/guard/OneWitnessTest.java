package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.Why;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;

final class OneWitnessTest {
  private static final Duration FRESH = RemedyPolicy.shipped().freshFor();

  /** Five, so that siblings may differ; kubo-2 hangs, and all siblings still list it. */
  private static final Fleets LISTED = Fleets.healthy(5).inPods().apiLost("kubo-2", Why.STALLED);

  private final Guard guard = new OneWitness();
  private final Action restart = Given.restart("kubo-2");

  @Test
  void aPodThatIsNotReadyIsTheSecondWitness() {
    assertThat(Given.hung(notReady(LISTED)).veto(guard, restart)).isEmpty();
  }

  @Test
  void aContainerThatEndsAgainAndAgainIsTheSecondWitness() {
    Fleets crashing = LISTED.pod("kubo-2", pod -> PodDraft.waiting(pod, "CrashLoopBackOff"));

    assertThat(Given.hung(crashing).veto(guard, restart)).isEmpty();
  }

  @Test
  void aReadyPodThatItsSiblingsStillListHasNoSecondWitness() {
    assertThat(Given.hung(LISTED).veto(guard, restart))
        .contains(
            "only our own probe says that kubo-2 is down: its pod is Running, ready, 0 restarts,"
                + " and its siblings have not all lost it");
  }

  @Test
  void siblingsThatHaveAllLostItAreTheSecondWitness() {
    assertThat(Given.hung(Fleets.healthy(5).inPods().hung("kubo-2")).veto(guard, restart))
        .isEmpty();
  }

  @Test
  void oneSiblingThatStillListsItSpeaksForIt() {
    Fleets lost =
        LISTED
            .listsNot("kubo-1", "kubo-2")
            .listsNot("kubo-3", "kubo-2")
            .listsNot("kubo-4", "kubo-2");

    assertThat(Given.hung(lost).veto(guard, restart)).isPresent();
    assertThat(Given.hung(lost.listsNot("kubo-5", "kubo-2")).veto(guard, restart)).isEmpty();
  }

  @Test
  void twoSiblingsMustHaveLostItAndOneIsTooFew() {
    Fleets three = Fleets.threeHealthy().inPods().hung("kubo-2");

    assertThat(Given.hung(three).veto(guard, restart)).isEmpty();
    assertThat(
            Given.hung(three.without("kubo-3", Question.SWARM, Why.TIMED_OUT)).veto(guard, restart))
        .isPresent();
  }

  @Test
  void aSiblingThatCannotSayAbstains() {
    Fleets mute =
        LISTED
            .listsNot("kubo-1", "kubo-2")
            .listsNot("kubo-3", "kubo-2")
            .without("kubo-4", Question.SWARM, Why.CUT)
            .down("kubo-5");

    assertThat(Given.hung(mute).veto(guard, restart)).isEmpty();
  }

  @Test
  void siblingsCannotSpeakOfOneWhosePeerIdNobodyKnows() {
    Fleets nameless =
        Fleets.healthy(5)
            .inPods()
            .hung("kubo-2")
            .without("kubo-2", Question.IDENTITY, Why.NOT_ASKED);

    assertThat(Given.hung(nameless).veto(guard, restart)).isPresent();
    assertThat(Given.hung(notReady(nameless)).veto(guard, restart)).isEmpty();
  }

  @Test
  void aPodOfWhichNothingIsKnownAbstains() {
    Fleets unknown = notReady(LISTED).without("kubo-2", Question.POD, Why.UNREACHABLE);

    assertThat(Given.hung(unknown).veto(guard, restart))
        .hasValueSatisfying(why -> assertThat(why).contains("its pod is not known"));
  }

  @Test
  void aNodeThatAnswersIsNeverDownWhateverItsKubeletSays() {
    Fleets answering = notReady(Fleets.healthy(5).inPods().isolated("kubo-2"));

    assertThat(Given.hung(answering).veto(guard, restart)).contains("kubo-2 answers our own probe");
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      names = {"REFUSED", "UNRESOLVED", "UNREACHABLE", "CONNECT_TIMED_OUT", "STALLED", "TIMED_OUT"})
  void silenceOfAnyKindIsOurOwnWord(Why why) {
    Fleets silent = notReady(Fleets.healthy(5).inPods().down("kubo-2", why));

    assertThat(Given.hung(silent).veto(guard, restart)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      mode = Mode.EXCLUDE,
      names = {"REFUSED", "UNRESOLVED", "UNREACHABLE", "CONNECT_TIMED_OUT", "STALLED", "TIMED_OUT"})
  void anAnswerOfNoUseOrNoQuestionIsNot(Why why) {
    Fleets answering =
        Fleets.healthy(5)
            .inPods()
            .down("kubo-2", why)
            .pod("kubo-2", PodDraft::notReady)
            .pod("kubo-2", pod -> PodDraft.waiting(pod, "CrashLoopBackOff"));

    assertThat(Given.hung(answering).veto(guard, restart))
        .hasValueSatisfying(
            said ->
                assertThat(said).startsWith("our own probe does not say that kubo-2 is down: "));
  }

  @Test
  void ourOwnProbeMustBeFresh() {
    Given given = Given.hung(notReady(LISTED));

    assertThat(given.later(FRESH).veto(guard, restart)).isEmpty();
    assertThat(given.later(FRESH.plusSeconds(1)).veto(guard, restart))
        .contains("our own probe of kubo-2 is 16 s old");
  }

  @Test
  void whatTheKubeletSaidLongAgoIsNoWitness() {
    assertThat(Given.hung(aged(FRESH)).veto(guard, restart)).isEmpty();
    assertThat(Given.hung(aged(FRESH.plusSeconds(1))).veto(guard, restart)).isPresent();
  }

  @Test
  void aNodeThatLeftTheFleetIsNotRestarted() {
    assertThat(Given.hung(LISTED.leftBy("kubo-2")).veto(guard, restart))
        .contains("the fleet has no node kubo-2 any more");
  }

  @Test
  void onlyARestartNeedsWitnesses() {
    assertThat(Given.full().veto(guard, Given.collect("kubo-1"))).isEmpty();
    assertThat(Given.tight().veto(guard, Given.grow("kubo-1"))).isEmpty();
    assertThat(Given.lost("kubo-1", "kubo-2").veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .isEmpty();
  }

  private static Fleets notReady(Fleets fleet) {
    return fleet.pod("kubo-2", PodDraft::notReady);
  }

  private static Fleets aged(Duration age) {
    return notReady(LISTED).change("kubo-2", view -> seen(view, age));
  }

  private static NodeView seen(NodeView view, Duration ago) {
    return view.with(
        Question.POD, Reading.known(view.pod().value().orElseThrow(), Fleets.START.minus(ago)));
  }
}
