package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class StewardBlindTest {
  private final Guard guard = new StewardBlind();

  @Test
  void refusesEverythingWhileThePlaneCannotTrustItsEyes() {
    Finding blind =
        new Finding(
            Code.STEWARD_BLIND,
            Subject.fleet(),
            Level.CRIT,
            Given.SINCE,
            new TreeMap<>(Map.of("clock_step", "7 s")));

    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .finding(blind)
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .hasValueSatisfying(why -> assertThat(why).contains("acts on nothing").contains("7 s"));
  }

  @Test
  void notKnowingWhetherItIsBlindIsBeingBlind() {
    assertThat(
            Given.full()
                .finding(Given.cannotTell(Code.STEWARD_BLIND, Subject.fleet()))
                .veto(guard, Given.collect("kubo-1")))
        .isPresent();
  }

  @Test
  void otherTroubleDoesNotBlind() {
    assertThat(Given.full().finding(Code.NODE_DOWN, "kubo-3").veto(guard, Given.collect("kubo-1")))
        .isEmpty();
  }
}
