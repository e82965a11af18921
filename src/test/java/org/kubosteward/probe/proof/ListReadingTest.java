package org.kubosteward.probe.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.kubosteward.content.BlockCursor;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.WalkBounds;
import org.kubosteward.probe.proof.BadBlock.Kind;
import org.kubosteward.probe.proof.ProofResult.Damaged;

class ListReadingTest {
  private static final SampleTree TREE = SampleTree.of(1, 30 << 20);
  private static final Instant START = Instant.parse("2026-11-30T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InstantSource clock = now::get;
  private final MemoryReader node = new MemoryReader(TREE.blocks());

  /** Time passes at once. */
  private final Pause pause =
      span -> {
        now.updateAndGet(at -> at.plus(span));
        return CompletableFuture.completedFuture(null);
      };

  private ListReading reading(int atOnce, long bytesPerSecond) {
    ProofLimits limits =
        new ProofLimits(
            bytesPerSecond, atOnce, Duration.ofSeconds(1), 1, Duration.ZERO, WalkBounds.SHIPPED);
    return new ListReading(TREE.list(), node, limits, pause, clock);
  }

  private static Optional<String> told(ListReading reading) {
    return reading.read().toCompletableFuture().getNow(Optional.of("it has not ended"));
  }

  @Test
  void everyBlockIsReadOnceAndItsSizeKept() {
    ListReading reading = reading(8, 1L << 40);

    assertThat(told(reading)).isEmpty();

    assertThat(node.asked).hasSameElementsAs(TREE.blocks().stream().map(Block::cid).toList());
    assertThat(node.asked).doesNotHaveDuplicates();
    assertThat(reading.blocks()).isEqualTo(TREE.blocks().size());
    assertThat(reading.bytes()).isEqualTo(TREE.bytes());
    assertThat(reading.damage().isNone()).isTrue();
    assertThat(reading.sized().bytes()).hasValue(TREE.bytes());
    assertThat(Duration.between(START, now.get())).isLessThan(Duration.ofMillis(1));
  }

  @Test
  void whatComesInAnotherOrderIsCountedInItsOwn() {
    node.later = true;
    ListReading reading = reading(8, 1L << 40);
    CompletableFuture<Optional<String>> end = reading.read().toCompletableFuture();
    assertThat(end).isNotDone();

    node.answer();

    assertThat(end).isCompletedWithValue(Optional.empty());
    assertThat(node.mostAtOnce).isEqualTo(8);
    BlockCursor cursor = reading.sized().cursor();
    for (Block block : TREE.blocks()) {
      assertThat(cursor.next()).isTrue();
      assertThat(cursor.cid()).isEqualTo(block.cid());
      assertThat(cursor.size()).hasValue(block.size());
    }
  }

  @Test
  void allBadBlocksAreCountedAndThoseWithOthersBelowNamedFirst() {
    List<Cid> cids = TREE.blocks().stream().map(Block::cid).toList();
    for (int at = 3; at < 103; at++) {
      node.blocks.remove(cids.get(at));
    }
    node.corrupt.addAll(cids.subList(110, 115));
    ListReading reading = reading(8, 1L << 40);

    assertThat(told(reading)).isEmpty();

    Damaged damaged = reading.damage().told(true);
    assertThat(damaged.missing()).isEqualTo(100);
    assertThat(damaged.corrupt()).isEqualTo(5);
    assertThat(damaged.blocks()).hasSize(Damaged.NAMED);
    assertThat(reading.sized().bytes()).as("the size of a bad one is not known").isEmpty();
    assertThat(reading.sized().count()).isEqualTo(cids.size());
  }

  @Test
  void rawLeavesAreNamedAfterBlocksThatOthersHangBelow() {
    Damage damage = new Damage();
    Cid root = TREE.root();
    Cid leaf = Cid.of(Cid.RAW, root.multihash());
    for (int i = 0; i < 70; i++) {
      damage.add(leaf, Kind.CORRUPT);
    }
    damage.add(root, Kind.MISSING);

    assertThat(damage.told(true).blocks().get(0)).isEqualTo(new BadBlock(root, Kind.MISSING));
    assertThat(damage.told(true).blocks()).hasSize(64);
    assertThat(damage.told(true).corrupt()).isEqualTo(70);
  }

  @Test
  void interruptedItGoesOnWithWhatItHasNotRead() {
    List<Cid> cids = TREE.blocks().stream().map(Block::cid).toList();
    node.unreachable.add(cids.get(50));
    ListReading reading = reading(4, 1L << 40);

    assertThat(told(reading).orElse("")).contains("nobody answers");
    long before = reading.blocks();
    assertThat(before).isBetween(49L, 54L);
    node.unreachable.clear();
    node.asked.clear();
    assertThat(told(reading)).isEmpty();

    assertThat(node.asked).hasSize(cids.size() - (int) before).doesNotHaveDuplicates();
    assertThat(reading.blocks()).isEqualTo(cids.size());
    assertThat(reading.bytes()).isEqualTo(TREE.bytes());
    assertThat(reading.sized().bytes()).hasValue(TREE.bytes());
  }

  @Test
  void anInterruptionWaitsForWhatIsUnderWay() {
    node.later = true;
    node.unreachable.add(TREE.root());
    ListReading reading = reading(8, 1L << 40);
    CompletableFuture<Optional<String>> end = reading.read().toCompletableFuture();

    node.waiting.removeFirst().run();
    assertThat(end).isNotDone();
    node.answer();

    assertThat(end).isDone();
    assertThat(reading.blocks()).isEqualTo(7);
  }

  @Test
  void itReadsNoFasterThanItMay() {
    ListReading reading = reading(8, 1 << 20);

    assertThat(told(reading)).isEmpty();

    Duration took = Duration.between(START, now.get());
    double rate = TREE.bytes() / (took.toMillis() / 1_000.0);
    assertThat(rate).isBetween(0.9 * (1 << 20), 1.1 * (1 << 20));
  }

  @Test
  void theFirstBlockMayComeLast() {
    node.later = true;
    ListReading reading = reading(4, 1L << 40);
    CompletableFuture<Optional<String>> end = reading.read().toCompletableFuture();
    Runnable first = node.waiting.removeFirst();

    node.answer();
    assertThat(end).isNotDone();
    first.run();
    node.answer();

    assertThat(end).isCompletedWithValue(Optional.empty());
  }
}
