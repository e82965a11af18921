package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.NOW;
import static org.kubosteward.content.Given.ago;
import static org.kubosteward.content.Given.cid;
import static org.kubosteward.content.Given.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a copy is after something was learned of it, whatever it was before. */
class ContentEventTest {
  private static final Instant LATER = NOW.plusSeconds(5);
  private static final Copy.Fetching FETCHING =
      new Copy.Fetching(10, 10, ago(Duration.ofMinutes(1)), Optional.of(node(2)), 3);
  private static final Copy.Damaged DAMAGED =
      new Copy.Damaged(List.of(cid(7)), 2, ago(Duration.ofHours(1)), 4);
  private static final Copy.Excess EXCESS =
      new Copy.Excess(ago(Duration.ofHours(2)), Optional.empty());

  @Test
  void aTransferThatGetsOnKeepsItsSourceAndItsTries() {
    ContentEvent moved = new ContentEvent.Moved(cid(1), node(1), LATER, 500, 20);

    assertThat(moved.after(Optional.of(FETCHING)))
        .contains(new Copy.Fetching(500, 20, FETCHING.at(), FETCHING.from(), 3));
    assertThat(moved.after(Optional.of(Given.proven()))).contains(Given.proven());
    assertThat(moved.after(Optional.empty())).isEmpty();
    assertThat(moved.why()).isEqualTo("500 bytes have come, 20 a second");
  }

  @Test
  void whatHasComeIsHeldAndNotProven() {
    ContentEvent arrived = new ContentEvent.Arrived(cid(1), node(1), LATER);

    for (Optional<Copy> before :
        List.<Optional<Copy>>of(Optional.empty(), Optional.of(FETCHING), Optional.of(DAMAGED))) {
      assertThat(arrived.after(before)).contains(new Copy.Held(LATER));
    }
  }

  @Test
  void aTransferThatFailedIsOneFailureMore() {
    ContentEvent failed = new ContentEvent.Failed(cid(1), node(1), LATER, "the node is full");

    assertThat(failed.after(Optional.of(FETCHING))).contains(new Copy.Absent(LATER, 4));
    assertThat(failed.after(Optional.of(Given.held()))).contains(Given.held());
    assertThat(failed.after(Optional.empty())).isEmpty();
    assertThat(failed.why()).isEqualTo("the node is full");
  }

  @Test
  void aCopyThatCouldNotBeHealedIsDamagedStill() {
    ContentEvent failed =
        new ContentEvent.HealFailed(cid(1), node(1), LATER, List.of(cid(7), cid(8)), "gone");

    assertThat(failed.after(Optional.of(FETCHING)))
        .contains(new Copy.Damaged(List.of(cid(7), cid(8)), 2, LATER, 4));
    assertThat(failed.after(Optional.of(Given.proven()))).contains(Given.proven());
  }

  @Test
  void aProofMakesAnyCopyProvenButOneThatIsTooManyOrBeingFetched() {
    ContentEvent proved = new ContentEvent.Proved(cid(1), node(1), LATER, 1_000);

    for (Copy before : List.of(Given.held(), Given.stale(), DAMAGED, new Copy.Absent(NOW, 1))) {
      assertThat(proved.after(Optional.of(before))).contains(new Copy.Proven(LATER));
    }
    assertThat(proved.after(Optional.of(EXCESS)))
        .contains(new Copy.Excess(EXCESS.at(), Optional.of(LATER)));
    assertThat(proved.after(Optional.of(FETCHING))).contains(FETCHING);
    assertThat(proved.after(Optional.empty())).isEmpty();
    assertThat(proved.why()).isEqualTo("1000 bytes read, every block right");
  }

  @Test
  void damageKeepsHowOftenHealingFailed() {
    ContentEvent damage = new ContentEvent.Damage(cid(1), node(1), LATER, List.of(cid(9)), 12);

    assertThat(damage.after(Optional.of(Given.proven())))
        .contains(new Copy.Damaged(List.of(cid(9)), 12, LATER, 0));
    assertThat(damage.after(Optional.of(DAMAGED)))
        .contains(new Copy.Damaged(List.of(cid(9)), 12, LATER, 4));
    assertThat(damage.after(Optional.of(FETCHING))).contains(FETCHING);
    assertThat(damage.after(Optional.empty())).isEmpty();
    assertThat(damage.why()).isEqualTo("12 blocks are missing or wrong");
  }

  @Test
  void whatSomebodyUnpinnedIsAbsentAndWasNoFailure() {
    ContentEvent unpinned = new ContentEvent.Unpinned(cid(1), node(1), LATER);

    assertThat(unpinned.after(Optional.of(Given.proven()))).contains(new Copy.Absent(LATER, 0));
    assertThat(unpinned.after(Optional.of(FETCHING))).contains(FETCHING);
    assertThat(unpinned.after(Optional.empty())).isEmpty();
  }

  @Test
  void whatWeDroppedIsKnownOfNoMore() {
    ContentEvent dropped = new ContentEvent.Dropped(cid(1), node(1), LATER);

    assertThat(dropped.after(Optional.of(EXCESS))).isEmpty();
    assertThat(dropped.after(Optional.empty())).isEmpty();
  }
}
