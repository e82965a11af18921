package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RemedyPolicyTest {
  @ParameterizedTest
  @EnumSource
  void whatCanHurtIsShippedAsAProposalAndWhatIsGentleIsDone(ActionKind kind) {
    assertThat(RemedyPolicy.shipped().mode(kind))
        .isEqualTo(
            // What unpins is looked at by a person first, though no node feels it.
            kind.disruptive() || kind == ActionKind.DROP_EXCESS ? Mode.PROPOSE : Mode.AUTO);
  }

  @Test
  void aPodAndAVolumeHaveLongerToShowTheirEffect() {
    RemedyPolicy shipped = RemedyPolicy.shipped();

    assertThat(shipped.verifyWithin(ActionKind.RECONNECT_PEER)).isEqualTo(shipped.verifyWithin());
    assertThat(shipped.verifyWithin(ActionKind.RESTART_POD)).isEqualTo(Duration.ofMinutes(5));
    assertThat(shipped.verifyWithin(ActionKind.GROW_VOLUME)).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void anOperatorMayGiveThemMoreTimeAndNotLess() {
    assertThat(within(Duration.ofMinutes(5)).verifyWithin(ActionKind.RESTART_POD))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(within(Duration.ofMinutes(6)).verifyWithin(ActionKind.RESTART_POD))
        .isEqualTo(Duration.ofMinutes(6));
    assertThat(within(Duration.ofMinutes(4)).verifyWithin(ActionKind.RESTART_POD))
        .isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void theCeilingHoldsForTheNewKindsToo() {
    RemedyPolicy observing =
        new RemedyPolicy(
            Mode.OBSERVE, Map.of(), Duration.ofSeconds(90), 3, 6, Duration.ofSeconds(5));

    for (ActionKind kind : ActionKind.values()) {
      assertThat(observing.mode(kind)).isEqualTo(Mode.OBSERVE);
    }
  }

  private static RemedyPolicy within(Duration time) {
    return new RemedyPolicy(Mode.AUTO, Map.of(), time, 3, 6, Duration.ofSeconds(5));
  }
}
