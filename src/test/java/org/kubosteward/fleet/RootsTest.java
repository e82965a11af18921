package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RootsTest {
  private static final Duration NOW = Duration.ZERO;

  @Test
  void tellHowManyOfThemNobodyElseKeeps() {
    Roots three = Roots.of(3, -1, 2);

    assertThat(three.keptByNoneOf(List.of())).isEqualTo(3);
    assertThat(three.keptByNoneOf(List.of(Roots.of(2, 9), Roots.of(-1)))).isEqualTo(1);
    assertThat(three.keptByNoneOf(List.of(Roots.of(-1, 2, 3)))).isZero();
    assertThat(three.keptByNoneOf(List.of(Roots.untold()))).isEqualTo(3);
  }

  @Test
  void areASetWhateverTheOrder() {
    assertThat(Roots.of(2, 1, 2)).isEqualTo(Roots.of(1, 2)).hasSameHashCodeAs(Roots.of(1, 2));
    assertThat(Roots.of(2, 1, 2).size()).isEqualTo(2);
    assertThat(Roots.of()).isNotEqualTo(Roots.untold()).hasToString("0 roots");
    assertThat(Roots.untold()).hasToString("untold roots");
  }

  @Test
  void asManyAsThereAreAreComparedAtOnce() {
    Roots many = Roots.of(LongStream.range(0, 1_000_000).toArray());
    Roots most = Roots.of(LongStream.range(3, 2_000_000).toArray());

    assertThat(many.told()).isTrue();
    assertThat(many.keptByNoneOf(List.of(most, Roots.of(1, 1_999_999)))).isEqualTo(2);
    assertThat(most.keptByNoneOf(List.of(many, most))).isZero();
  }

  @Test
  void eachNodeHasItsOwnCountOfSoleRoots() {
    Fleets fleet =
        Fleets.threeHealthy()
            .keeps("kubo-1", NOW, 1, 2, 3)
            .keeps("kubo-2", NOW, 2, 3, 4, 5)
            .keeps("kubo-3", NOW);

    assertThat(SoleRoots.of(fleet.picture()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Fleets.id("kubo-1"), 1L, Fleets.id("kubo-2"), 2L, Fleets.id("kubo-3"), 0L));
  }

  @Test
  void aSilentNodeKeepsNothing() {
    Fleets fleet =
        Fleets.healthy(2).down("kubo-2").keeps("kubo-1", NOW, 1, 2).keeps("kubo-2", NOW, 1, 2);

    assertThat(SoleRoots.of(fleet.picture()))
        .containsExactlyInAnyOrderEntriesOf(Map.of(Fleets.id("kubo-1"), 2L));
  }

  @Test
  void whileOneNodeHasNotToldItsPinsNothingIsSoleForSure() {
    Fleets told = Fleets.healthy(2).keeps("kubo-1", NOW, 1).keeps("kubo-2", NOW, 2);

    assertThat(SoleRoots.of(told.picture())).hasSize(2);
    assertThat(SoleRoots.of(told.withPins("kubo-2", 5, 0).picture())).isEmpty();
    assertThat(SoleRoots.of(told.without("kubo-2", Question.PINS, Why.TIMED_OUT).picture()))
        .isEmpty();
  }

  @Test
  void soleRootsOfAMillionAreToldApart() {
    long[] common = LongStream.range(0, 500_000).toArray();
    Fleets fleet =
        Fleets.healthy(2)
            .keeps("kubo-1", NOW, common)
            .keeps("kubo-2", NOW, LongStream.range(1, 600_000).toArray());

    assertThat(SoleRoots.of(fleet.picture()))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Fleets.id("kubo-1"), 1L, Fleets.id("kubo-2"), 100_000L));
  }

  @Test
  void whoAsksAboutTheSameRootsAgainIsGivenTheSameAnswer() {
    FleetSnapshot picture =
        Fleets.healthy(2).keeps("kubo-1", NOW, 1, 2).keeps("kubo-2", NOW, 2).picture();

    SortedMap<NodeId, Long> once = SoleRoots.of(picture);
    assertThat(SoleRoots.of(picture)).isSameAs(once);
    assertThat(
            SoleRoots.of(
                Fleets.healthy(2).keeps("kubo-1", NOW, 1).keeps("kubo-2", NOW, 3).picture()))
        .isNotEqualTo(once);
    assertThat(SoleRoots.of(picture)).isEqualTo(once);
  }
}
