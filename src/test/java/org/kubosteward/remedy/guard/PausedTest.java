package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intent.Kind;

final class PausedTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Optional<String> FLEET = Optional.empty();
  private static final Optional<ActionKind> ALL = Optional.empty();

  private final Guard guard = new Paused();
  private final Given lost = Given.lost("kubo-1", "kubo-2");
  private final Action reconnect = Given.reconnect("kubo-1", "kubo-2");

  @Test
  void aPausedFleetIsLeftAloneWithWhoSaidSoAndWhy() {
    assertThat(lost.asked(Given.wish(Kind.PAUSE, FLEET, ALL, HOUR)).veto(guard, reconnect))
        .contains("the fleet is paused by ada until somebody resumes it: moving racks");
  }

  @Test
  void aPausedNodeIsNeitherAskedNorDialled() {
    Intent target = Given.wish(Kind.PAUSE, Optional.of("kubo-1"), ALL, HOUR);
    Intent sibling = Given.wish(Kind.PAUSE, Optional.of("kubo-2"), ALL, HOUR);

    assertThat(lost.asked(target).veto(guard, reconnect)).isPresent();
    assertThat(lost.asked(sibling).veto(guard, reconnect)).isPresent();
  }

  @Test
  void aPauseOfAnotherNodeIsNoReason() {
    Intent other = Given.wish(Kind.PAUSE, Optional.of("kubo-3"), ALL, HOUR);

    assertThat(lost.asked(other).veto(guard, reconnect)).isEmpty();
  }

  @Test
  void aPauseOfAKindHoldsForThatKindOnly() {
    Intent kind = Given.wish(Kind.PAUSE, FLEET, Optional.of(ActionKind.RECONNECT_PEER), HOUR);

    assertThat(lost.asked(kind).veto(guard, reconnect))
        .hasValueSatisfying(why -> assertThat(why).startsWith("reconnect-peer on the fleet"));
    assertThat(Given.full().asked(kind).veto(guard, Given.collect("kubo-1"))).isEmpty();
  }

  @Test
  void aPauseOfAKindOnANodeNeedsBothToMatch() {
    Intent both =
        Given.wish(
            Kind.PAUSE, Optional.of("kubo-1"), Optional.of(ActionKind.COLLECT_GARBAGE), HOUR);

    assertThat(lost.asked(both).veto(guard, reconnect)).isEmpty();
    assertThat(Given.full().asked(both).veto(guard, Given.collect("kubo-1"))).isPresent();
    assertThat(Given.full().asked(both).veto(guard, Given.collect("kubo-2"))).isEmpty();
  }

  @Test
  void aPauseEndsAtTheInstantItExpires() {
    Intent pause = Given.wish(Kind.PAUSE, FLEET, ALL, HOUR);

    assertThat(lost.asked(Given.expiring(pause, Fleets.START.plusMillis(1))).veto(guard, reconnect))
        .hasValueSatisfying(why -> assertThat(why).contains("until 2026-03-02T08:00:00Z"));
    assertThat(lost.asked(Given.expiring(pause, Fleets.START)).veto(guard, reconnect)).isEmpty();
  }

  @Test
  void mutingIsNotPausing() {
    Intent mute = Given.wish(Kind.MUTE, FLEET, ALL, HOUR);

    assertThat(lost.asked(mute).veto(guard, reconnect)).isEmpty();
  }

  @Test
  void anAnnotationOnAPodPausesEverythingThatTouchesIt() {
    Given annotated =
        lost.fleet(
            fleet ->
                fleet
                    .inPods()
                    .pod("kubo-2", p -> PodDraft.paused(p, "kubo-steward.org/paused=true")));

    assertThat(annotated.veto(guard, reconnect))
        .contains("kubo-2 is paused by an annotation: kubo-steward.org/paused=true");
    assertThat(annotated.veto(guard, Given.reconnect("kubo-2", "kubo-1"))).isPresent();
    assertThat(annotated.veto(guard, Given.restart("kubo-2"))).isPresent();
    assertThat(annotated.veto(guard, Given.reconnect("kubo-1", "kubo-3"))).isEmpty();
  }

  @Test
  void aResumeDoesNotLiftAnAnnotation() {
    Intent resume = Given.wish(Kind.RESUME, FLEET, ALL, Duration.ofMinutes(30));

    assertThat(
            lost.fleet(f -> f.inPods().pod("kubo-1", p -> PodDraft.paused(p, "until noon")))
                .asked(resume)
                .veto(guard, reconnect))
        .isPresent();
  }

  @Test
  void nothingThatCanHurtIsDoneWhileNobodyKnowsWhetherThePodIsPaused() {
    Given full = Given.full();

    assertThat(
            full.fleet(f -> f.inPods().without("kubo-1", Question.POD, Why.UNREACHABLE))
                .veto(guard, Given.collect("kubo-1")))
        .hasValueSatisfying(why -> assertThat(why).contains("is not known"));
    assertThat(full.fleet(Fleets::inPods).veto(guard, Given.collect("kubo-1"))).isEmpty();
    assertThat(full.veto(guard, Given.collect("kubo-1"))).isEmpty();
  }

  @Test
  void aPodWithoutAnAnnotationOrOfWhichNothingIsKnownIsNoReason() {
    assertThat(lost.fleet(Fleets::inPods).veto(guard, reconnect)).isEmpty();
    assertThat(
            lost.fleet(f -> f.inPods().without("kubo-1", Question.POD, Why.UNREACHABLE))
                .veto(guard, reconnect))
        .isEmpty();
  }
}
