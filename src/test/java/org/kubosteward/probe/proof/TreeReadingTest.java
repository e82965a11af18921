package org.kubosteward.probe.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.BlockCursor;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;
import org.kubosteward.ipld.Unsupported;
import org.kubosteward.ipld.WalkBounds;

class TreeReadingTest {
  /** Two blocks below the root, 174 and some leaves below them. */
  private static final SampleTree TREE = SampleTree.of(2, 46 << 20);

  private final MemoryReader node = new MemoryReader(TREE.blocks());

  private TreeReading reading(Cid root, WalkBounds bounds) {
    return new TreeReading(root, bounds, node, 8);
  }

  private TreeReading reading() {
    return reading(TREE.root(), WalkBounds.SHIPPED);
  }

  private static Optional<String> told(TreeReading reading) {
    return reading.read().toCompletableFuture().getNow(Optional.of("it has not ended"));
  }

  private static List<String> names(BlockList list) {
    List<String> names = new ArrayList<>();
    BlockCursor cursor = list.cursor();
    while (cursor.next()) {
      names.add(cursor.cid().toString());
    }
    return names;
  }

  @Test
  void allBlocksAreFoundEachOnceTheRootFirst() {
    TreeReading reading = reading();

    assertThat(told(reading)).isEmpty();

    assertThat(names(reading.list()))
        .hasSameElementsAs(TREE.blocks().stream().map(block -> block.cid().toString()).toList())
        .doesNotHaveDuplicates()
        .startsWith(TREE.root().toString());
    assertThat(reading.isAll()).isTrue();
    assertThat(reading.count()).isEqualTo(TREE.blocks().size());
    assertThat(node.asked).doesNotHaveDuplicates();
  }

  @Test
  void blocksThatComeLateAndInAnotherOrderMakeNoDifference() {
    TreeReading early = reading();
    assertThat(told(early)).isEmpty();
    node.later = true;
    TreeReading late = reading();
    CompletableFuture<Optional<String>> end = late.read().toCompletableFuture();
    assertThat(end).isNotDone();

    node.answer();

    assertThat(end).isCompletedWithValue(Optional.empty());
    assertThat(late.list()).isEqualTo(early.list());
  }

  @Test
  void belowABadBlockNothingIsKnownAndTheRestIsFound() {
    Cid inner = TREE.below(0).get(0);
    int hidden = 174;
    node.blocks.remove(inner);
    TreeReading reading = reading();

    assertThat(told(reading)).isEmpty();

    assertThat(reading.isAll()).isFalse();
    assertThat(reading.count()).isEqualTo(TREE.blocks().size() - hidden);
    assertThat(names(reading.list())).contains(inner.toString());
  }

  @Test
  void interruptedItGoesOnWhereItWas() {
    Cid inner = TREE.below(0).get(0);
    node.unreachable.add(inner);
    TreeReading reading = reading();

    assertThat(told(reading).orElse("")).contains("nobody answers");
    node.unreachable.clear();
    assertThat(told(reading)).isEmpty();

    assertThat(reading.isAll()).isTrue();
    assertThat(reading.isRefused()).isFalse();
    assertThat(reading.count()).isEqualTo(TREE.blocks().size());
    assertThat(node.asked.stream().filter(TREE.root()::equals)).hasSize(1);
  }

  @Test
  void aDagThatIsLargerThanItMayBeIsRefused() {
    WalkBounds few = new WalkBounds(8, 100, 1 << 20, 1, 1_000);
    TreeReading reading = reading(TREE.root(), few);

    assertThat(told(reading)).contains("the DAG has more than 100 blocks");

    assertThat(reading.isRefused()).isTrue();
  }

  @Test
  void aRootThatStandsInItsNameIsNotAskedFor() {
    Cid inline = Cid.of(Cid.RAW, HashFunction.IDENTITY.name(new byte[] {1}));
    TreeReading reading = reading(inline, WalkBounds.SHIPPED);

    assertThat(told(reading)).isEmpty();

    assertThat(reading.list().count()).isZero();
    assertThat(node.asked).isEmpty();
  }

  @Test
  void aBlockOfUnknownCodecIsRefused() {
    Block strange = Block.of(0x0129, HashFunction.SHA2_256, new byte[] {'{', '}'});
    CompletableFuture<Optional<String>> end = new CompletableFuture<>();
    try {
      TreeReading reading = reading(strange.cid(), WalkBounds.SHIPPED);
      end.complete(told(reading));
    } catch (Unsupported refused) {
      end.complete(Optional.of(String.valueOf(refused.getMessage())));
    }

    assertThat(end.join().orElse("")).contains("codec 0x129");
  }
}
