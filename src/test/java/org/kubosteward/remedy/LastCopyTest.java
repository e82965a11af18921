package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.PodDraft;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;

final class LastCopyTest {
  private static final Fleets HUNG = Fleets.threeHealthy().inPods().hung("kubo-2");
  private static final Fleets BARE = HUNG.pod("kubo-2", PodDraft::withoutVolume);

  private final Guard guard = new LastCopy();
  private final Action restart = Given.restart("kubo-2");

  @Test
  void whatLiesOnAPersistentVolumeOutlivesThePod() {
    assertThat(Given.hung(HUNG).veto(guard, restart)).isEmpty();
    assertThat(Given.hung(HUNG.withPins("kubo-2", 100, 100)).veto(guard, restart)).isEmpty();
  }

  @Test
  void withoutAVolumeAndWithoutKnowingItsPinsNothingIsDone() {
    assertThat(Given.hung(BARE).veto(guard, restart))
        .contains(
            "the repository of kubo-2 is on no persistent volume, and a restart would delete"
                + " whatever it pins, which nobody knows now");
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1 pins", "0, 1, 1 pins", "2, 3, 5 pins"})
  void withoutAVolumeAPinIsEnoughToRefuse(long recursive, long direct, String said) {
    assertThat(Given.hung(BARE.withPins("kubo-2", recursive, direct)).veto(guard, restart))
        .hasValueSatisfying(why -> assertThat(why).endsWith("would delete " + said));
  }

  @Test
  void withoutAVolumeOneThatKeepsNothingMayGo() {
    assertThat(Given.hung(BARE.withPins("kubo-2", 0, 0)).veto(guard, restart)).isEmpty();
  }

  @Test
  void aPodOfWhichNothingIsKnownCountsAsOneWithoutAVolume() {
    Fleets unknown = HUNG.without("kubo-2", Question.POD, Why.UNREACHABLE);

    assertThat(Given.hung(unknown).veto(guard, restart)).isPresent();
    assertThat(Given.hung(HUNG.leftBy("kubo-2")).veto(guard, restart)).isPresent();
  }

  @Test
  void whatDeletesNoPodIsNotItsBusiness() {
    Fleets bare = Fleets.threeHealthy().inPods().pod("kubo-1", PodDraft::withoutVolume);

    assertThat(Given.full().fleet(f -> bare).veto(guard, Given.collect("kubo-1"))).isEmpty();
    assertThat(Given.tight().fleet(f -> bare).veto(guard, Given.grow("kubo-1"))).isEmpty();
  }
}
