package org.kubosteward.act.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;
import org.kubosteward.kubo.BlockSink;

class RateLimitTest {
  private static final long RATE = 1_000;

  private Instant now = Instant.parse("2026-11-30T00:00:00Z");
  private final List<CompletableFuture<Void>> waits = new ArrayList<>();
  private final RateLimit limit =
      new RateLimit(
          RATE,
          () -> now,
          span -> {
            CompletableFuture<Void> wait = new CompletableFuture<>();
            waits.add(wait);
            return wait;
          });

  @Test
  void aSecondsWorthPassesAtOnceAndMoreWhenTimeHasPassed() {
    limit.spend(RATE);
    assertThat(limit.spent()).isTrue();

    now = now.plusMillis(1);
    assertThat(limit.spent()).isFalse();
  }

  @Test
  void whatArrivedAlreadyIsOwedAndPaidBackInTime() {
    limit.spend(3 * RATE);

    now = now.plus(Duration.ofSeconds(1));
    assertThat(limit.spent()).isTrue();
    now = now.plus(Duration.ofMillis(1_001));
    assertThat(limit.spent()).isFalse();
  }

  @Test
  void anIdleBucketHoldsOneSecondsWorthAndNoMore() {
    now = now.plus(Duration.ofHours(1));
    limit.spend(RATE);

    assertThat(limit.spent()).isTrue();
  }

  @Test
  void whoWaitsGoesOnOnceAndOnlyWhenSomethingMayPass() {
    List<String> done = new ArrayList<>();
    limit.spend(RATE);
    limit.whenRefilled(() -> done.add("on"));
    waits.remove(0).complete(null);
    assertThat(done).isEmpty();

    now = now.plusSeconds(1);
    waits.remove(0).complete(null);

    assertThat(done).containsExactly("on");
    assertThat(waits).isEmpty();
  }

  @Test
  void whatMayPassDoesNotWait() {
    List<String> done = new ArrayList<>();
    limit.whenRefilled(() -> done.add("on"));

    assertThat(done).containsExactly("on");
    assertThat(waits).isEmpty();
  }

  @Test
  void aCountingSinkTellsOnceASecondAndIsFullWhenTheBucketIsEmpty() {
    List<Block> taken = new ArrayList<>();
    List<String> told = new ArrayList<>();
    BlockSink next = taken::add;
    CountingSink sink =
        new CountingSink(
            next, () -> now, limit, 0, (bytes, rate) -> told.add(bytes + " at " + rate));

    sink.take(block(400));
    assertThat(told).isEmpty();
    now = now.plusSeconds(2);
    sink.take(block(600));

    assertThat(told).containsExactly("1000 at 500");
    assertThat(taken).hasSize(2);
    assertThat(sink.isFull()).isFalse();
    sink.take(block(900));
    assertThat(sink.isFull()).isTrue();
  }

  private static Block block(int size) {
    return Block.of(Cid.RAW, HashFunction.SHA2_256, new byte[size]);
  }
}
