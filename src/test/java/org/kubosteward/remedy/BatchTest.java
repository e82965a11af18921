package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;

/** Actions that are done to many copies at once. */
class BatchTest {
  private static String[] cids(int count) {
    return IntStream.range(0, count).mapToObj("bafy%03d"::formatted).toArray(String[]::new);
  }

  @Test
  void hasOneCopyAtLeastAndABoundedNumber() {
    assertThat(Batches.copying("kubo-1", cids(CopyContent.MOST)).copies()).hasSize(50);
    assertThat(Batches.dropping("kubo-1", cids(DropExcess.MOST)).copies()).hasSize(50);
    assertThat(Batches.healing("kubo-1", cids(HealContent.MOST)).copies()).hasSize(8);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batches.copying("kubo-1", cids(CopyContent.MOST + 1)))
        .withMessageContaining("50 at most");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batches.dropping("kubo-1", cids(DropExcess.MOST + 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Batches.healing("kubo-1", cids(HealContent.MOST + 1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CopyContent(Fleets.id("kubo-1"), List.of()));
  }

  @Test
  void touchesEveryNodeOfItsCopiesAndIsAboutTheirContents() {
    CopyContent batch =
        CopyContent.of(
            List.of(
                new CopyContent.One("bafytwo", Fleets.id("kubo-3"), Optional.empty()),
                new CopyContent.One("bafyone", Fleets.id("kubo-1"), Optional.empty()),
                new CopyContent.One("bafyone", Fleets.id("kubo-2"), Optional.empty())));

    assertThat(batch.target()).isEqualTo(Fleets.id("kubo-3"));
    assertThat(batch.nodes())
        .containsExactly(Fleets.id("kubo-1"), Fleets.id("kubo-2"), Fleets.id("kubo-3"));
    assertThat(batch.about()).containsExactlyInAnyOrder("bafyone", "bafytwo");
    assertThat(batch.describe())
        .isEqualTo("copy-content of 2 contents on kubo-1, kubo-2, kubo-3 (bafyone, bafytwo)");
    assertThat(batch.sibling()).isEmpty();
    assertThat(batch.object()).isEmpty();
  }

  @Test
  void twoBatchesWithOtherContentsAreTwoDeeds() {
    CopyContent one = Batches.copying("kubo-1", "bafyone");

    assertThat(one.sameDeed(Batches.copying("kubo-1", "bafytwo"))).isFalse();
    assertThat(one.sameDeed(Batches.copying("kubo-1", "bafyone", "bafytwo"))).isFalse();
    assertThat(one.sameDeed(Batches.copying("kubo-1", "bafyone"))).isTrue();
    assertThat(one.sameDeed(Batches.dropping("kubo-1", "bafyone"))).isFalse();
  }

  @Test
  void isGentleAndOnlyBeginsAndWhatTakesAwayIsOnlyProposed() {
    for (ActionKind kind :
        List.of(ActionKind.COPY_CONTENT, ActionKind.HEAL_CONTENT, ActionKind.DROP_EXCESS)) {
      assertThat(kind.disruptive()).isFalse();
      assertThat(kind.is(Trait.BEGINS)).isTrue();
    }
    assertThat(ActionKind.COPY_CONTENT.shipped()).isEqualTo(Mode.AUTO);
    assertThat(ActionKind.HEAL_CONTENT.shipped()).isEqualTo(Mode.AUTO);
    assertThat(ActionKind.DROP_EXCESS.shipped()).isEqualTo(Mode.PROPOSE);
  }
}
