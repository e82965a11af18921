package org.kubosteward.act.content;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.kubosteward.ipld.Block;
import org.kubosteward.kubo.BlockSink;

/**
 * Counts the bytes that pass and how fast, tells it about once a second, and holds back what comes
 * faster than it may. Used on one Vert.x context.
 */
final class CountingSink implements BlockSink {
  private static final Duration TELL_EVERY = Duration.ofSeconds(1);

  /** Is told how far it is. */
  interface Told {
    void moved(long bytes, long rate);
  }

  private final BlockSink next;
  private final Supplier<Instant> clock;
  private final Told told;
  private final RateLimit limit;
  private final long before;
  private long bytes;
  private long toldBytes;
  private Instant toldAt;

  /**
   * Nothing has passed yet.
   *
   * @param before bytes that came before, in a try that ended
   */
  CountingSink(BlockSink next, Supplier<Instant> clock, RateLimit limit, long before, Told told) {
    this.next = next;
    this.clock = clock;
    this.limit = limit;
    this.before = before;
    this.told = told;
    this.toldAt = clock.get();
  }

  @Override
  public void take(Block block) {
    next.take(block);
    bytes += block.size();
    limit.spend(block.size());
    Instant now = clock.get();
    Duration passed = Duration.between(toldAt, now);
    if (passed.compareTo(TELL_EVERY) >= 0) {
      told.moved(before + bytes, (bytes - toldBytes) * 1000 / passed.toMillis());
      toldAt = now;
      toldBytes = bytes;
    }
  }

  @Override
  public boolean isFull() {
    return next.isFull() || limit.spent();
  }

  @Override
  public void whenRoom(Runnable goOn) {
    next.whenRoom(() -> limit.whenRefilled(goOn));
  }
}
