package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class OnTheMoveTest {
  private final Guard guard = new OnTheMove();

  @Test
  void whileItsSetIsRolledOutNothingDisruptiveIsDone() {
    String said = "a rollout of kubo is under way";

    assertThat(
            Given.hung()
                .fleet(fleet -> fleet.pod("kubo-2", PodDraft::updating))
                .veto(guard, Given.restart("kubo-2")))
        .contains(said);
    assertThat(
            Given.tight()
                .fleet(fleet -> fleet.pod("kubo-1", PodDraft::updating))
                .veto(guard, Given.grow("kubo-1")))
        .contains(said);
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.inPods().pod("kubo-1", PodDraft::updating))
                .veto(guard, Given.collect("kubo-1")))
        .contains(said);
  }

  @Test
  void aPodThatIsBeingDeletedIsLeftToWhoDeletesIt() {
    assertThat(
            Given.hung()
                .fleet(fleet -> fleet.pod("kubo-2", PodDraft::leaving))
                .veto(guard, Given.restart("kubo-2")))
        .contains("the pod of kubo-2 is being deleted already");
  }

  @Test
  void aPodThatIsNewAndBootsIsLeftToBoot() {
    assertThat(
            Given.hung()
                .fleet(fleet -> fleet.pod("kubo-2", PodDraft::booting))
                .veto(guard, Given.restart("kubo-2")))
        .contains("the pod of kubo-2 is new and has not been ready yet");
  }

  @Test
  void aPodThatStaysIsNoReason() {
    assertThat(Given.hung().veto(guard, Given.restart("kubo-2"))).isEmpty();
    assertThat(
            Given.hung()
                .fleet(fleet -> fleet.pod("kubo-2", PodDraft::onItsOwn))
                .veto(guard, Given.restart("kubo-2")))
        .isEmpty();
  }

  @Test
  void theMoveOfAnotherPodIsNoReason() {
    assertThat(
            Given.hung()
                .fleet(fleet -> fleet.pod("kubo-3", PodDraft::leaving))
                .veto(guard, Given.restart("kubo-2")))
        .isEmpty();
  }

  @Test
  void aGentleActionMayMeetARollout() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.inPods().pod("kubo-1", PodDraft::updating))
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .isEmpty();
  }

  @Test
  void ofAPodThatIsNotKnownItSaysNothingAndLeavesItToTheIncompletePicture() {
    Given unknown =
        Given.hung().fleet(fleet -> fleet.without("kubo-2", Question.POD, Why.UNREACHABLE));

    assertThat(unknown.veto(guard, Given.restart("kubo-2"))).isEmpty();
    assertThat(unknown.veto(new IncompletePicture(), Given.restart("kubo-2"))).isPresent();
    assertThat(Given.full().veto(guard, Given.collect("kubo-1"))).isEmpty();
    assertThat(
            Given.hung(Fleets.threeHealthy().inPods().leftBy("kubo-2"))
                .veto(guard, Given.restart("kubo-2")))
        .isEmpty();
  }
}
