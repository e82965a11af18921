package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class StormCooldownTest {
  private final Guard guard = new StormCooldown();

  @Test
  void nothingThatCanHurtIsDoneWhileTheFleetRecovers() {
    Given recovering = Given.full().finding(Given.warn(Code.FLEET_RECOVERING, Subject.fleet()));

    assertThat(recovering.veto(guard, Given.collect("kubo-1")))
        .contains(
            "much of the fleet was silent a moment ago and FLEET_RECOVERING has not cleared yet");
    assertThat(recovering.veto(guard, Given.restart("kubo-1"))).isPresent();
    assertThat(recovering.veto(guard, Given.grow("kubo-1"))).isPresent();
  }

  @Test
  void nodesThatAreBackMayBeReconnectedAtOnce() {
    Given recovering = Given.full().finding(Given.warn(Code.FLEET_RECOVERING, Subject.fleet()));

    assertThat(recovering.veto(guard, Given.reconnect("kubo-1", "kubo-2"))).isEmpty();
    assertThat(recovering.veto(guard, Given.refresh("kubo-1", "kubo-2"))).isEmpty();
  }

  @Test
  void aCalmFleetIsNotHeld() {
    assertThat(Given.full().veto(guard, Given.collect("kubo-1"))).isEmpty();
  }

  @Test
  void aDoubtIsNoStorm() {
    Given doubt = Given.full().finding(Given.cannotTell(Code.FLEET_RECOVERING, Subject.fleet()));

    assertThat(doubt.veto(guard, Given.collect("kubo-1"))).isEmpty();
  }
}
