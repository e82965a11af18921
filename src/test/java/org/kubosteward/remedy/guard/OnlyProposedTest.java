package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Mode;

final class OnlyProposedTest {
  private final Guard guard = new OnlyProposed();
  private final Action collect = Given.collect("kubo-1");

  @Test
  void namesTheSettingThatWouldLetItBeDone() {
    assertThat(Given.full().mode(ActionKind.COLLECT_GARBAGE, Mode.PROPOSE).veto(guard, collect))
        .contains(
            "proposed, not done: set steward.remedy.actions.\"collect-garbage\".mode=auto to let it"
                + " be done, or use mode approve and approve it");
  }

  @Test
  void namesTheCeilingWhenThatIsWhatHoldsItBack() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .ceiling(Mode.PROPOSE)
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .hasValueSatisfying(why -> assertThat(why).contains("set steward.mode=auto to let"));
  }

  @Test
  void namesBothWhenBothHoldItBack() {
    assertThat(
            Given.full()
                .mode(ActionKind.COLLECT_GARBAGE, Mode.PROPOSE)
                .ceiling(Mode.PROPOSE)
                .veto(guard, collect))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("steward.mode=auto and steward.remedy.actions.\"collect-garbage\""));
  }

  @Test
  void isNotAskedInTheOtherModes() {
    for (Mode mode : new Mode[] {Mode.OBSERVE, Mode.APPROVE, Mode.AUTO}) {
      assertThat(Given.full().mode(ActionKind.COLLECT_GARBAGE, mode).veto(guard, collect))
          .isEmpty();
    }
  }

  @Test
  void aProposalIsShownOnlyWhenNothingElseStandsAgainstIt() {
    Given proposed = Given.full().mode(ActionKind.COLLECT_GARBAGE, Mode.PROPOSE);

    assertThat(proposed.decision().guard()).contains("mode");
    assertThat(
            proposed
                .fleet(f -> f.running("kubo-1", "pin/add", Duration.ofMinutes(1)))
                .decision()
                .guard())
        .contains("writer-running");
  }
}
