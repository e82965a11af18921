package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Why;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class SickSideTest {
  private final Guard guard = new SickSide();

  @Test
  void neverAsksANodeThatDoesNotAnswer() {
    assertThat(
            Given.full().fleet(fleet -> fleet.down("kubo-1")).veto(guard, Given.collect("kubo-1")))
        .contains("kubo-1 does not answer (kubo-1 nothing listens there)");
  }

  @Test
  void neverSendsAHealthyNodeToASilentOne() {
    Given given =
        Given.lost("kubo-1", "kubo-2").fleet(fleet -> fleet.apiLost("kubo-2", Why.TIMED_OUT));

    assertThat(given.veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .hasValueSatisfying(why -> assertThat(why).startsWith("kubo-2 does not answer"));
    assertThat(given.veto(guard, Given.reconnect("kubo-2", "kubo-1"))).isPresent();
  }

  @Test
  void neverTouchesANodeThatLeftTheFleet() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.leftBy("kubo-2"))
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .contains("kubo-2 does not answer (the fleet has no such node any more)");
  }

  @Test
  void aSilentNodeThatTheActionDoesNotTouchIsNoReason() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.down("kubo-3"))
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .isEmpty();
  }

  @Test
  void aRestartIsForANodeThatDoesNotAnswer() {
    assertThat(Given.hung().veto(guard, Given.restart("kubo-2"))).isEmpty();
    assertThat(Given.hung().veto(guard, Given.grow("kubo-2"))).isPresent();
  }
}
