package org.kubosteward.probe.proof;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.kubosteward.content.BlockCursor;
import org.kubosteward.content.BlockList;
import org.kubosteward.content.BlockListBuilder;
import org.kubosteward.ipld.Cid;

/**
 * Reads every block of a list, several at once and within a budget of bytes, and counts them in
 * their order. Interrupted, it goes on with the blocks that it has not read. It holds the names of
 * a few dozen blocks, and the bytes of none.
 */
final class ListReading {
  /** Blocks between the first that was not read yet and the last that was asked for. */
  private static final int WINDOW = 256;

  /** What a block is taken to have until it came, where nobody knows. */
  private static final int GUESS_BYTES = 256 << 10;

  private final BlockCursor cursor;
  private final BlockReader reader;
  private final int atOnce;
  private final ByteBudget budget;
  private final Pause pause;
  private final InstantSource clock;

  private final BlockListBuilder sized = BlockList.builder();
  private final Damage damage = new Damage();
  private final Deque<Slot> window = new ArrayDeque<>();
  private final Deque<Slot> again = new ArrayDeque<>();
  private CompletableFuture<Optional<String>> end = new CompletableFuture<>();
  private Optional<String> stopped = Optional.empty();
  private long blocks;
  private long bytes;
  private int asked;
  private boolean waits;
  private boolean pumping;
  private boolean atEnd;

  /** A block that was asked for, and what came of it. */
  private static final class Slot {
    final Cid cid;
    final long expected;
    @Nullable Reading reading;

    Slot(Cid cid, long expected) {
      this.cid = cid;
      this.expected = expected;
    }
  }

  ListReading(
      BlockList list, BlockReader reader, ProofLimits limits, Pause pause, InstantSource clock) {
    this.cursor = list.cursor();
    this.reader = reader;
    this.atOnce = limits.atOnce();
    this.budget = new ByteBudget(limits.bytesPerSecond(), clock.instant());
    this.pause = pause;
    this.clock = clock;
  }

  /** Reads on to the end; tells why it could not. Not asked again before it has told. */
  CompletionStage<Optional<String>> read() {
    CompletableFuture<Optional<String>> told = new CompletableFuture<>();
    synchronized (this) {
      end = told;
      stopped = Optional.empty();
    }
    pump();
    return told;
  }

  /** Asks for as many as may be asked for; a reader that answers at once does not nest. */
  private void pump() {
    Optional<CompletableFuture<Optional<String>>> over;
    synchronized (this) {
      if (pumping) {
        return;
      }
      pumping = true;
      while (stopped.isEmpty() && asked < atOnce && !mustWait()) {
        Slot slot = nextSlot();
        if (slot == null) {
          break;
        }
        ask(slot);
      }
      pumping = false;
      boolean isOver = asked == 0 && !waits && (stopped.isPresent() || (atEnd && again.isEmpty()));
      over = isOver ? Optional.of(end) : Optional.empty();
    }
    over.ifPresent(told -> told.complete(stopped));
  }

  private @Nullable Slot nextSlot() {
    if (!again.isEmpty()) {
      return again.removeFirst();
    }
    if (atEnd || window.size() >= WINDOW) {
      return null;
    }
    if (!cursor.next()) {
      atEnd = true;
      return null;
    }
    Slot slot = new Slot(cursor.cid(), cursor.size().orElse(GUESS_BYTES));
    window.addLast(slot);
    return slot;
  }

  private void ask(Slot slot) {
    asked++;
    budget.take(slot.expected, clock.instant());
    reader
        .read(slot.cid)
        .whenComplete(
            (reading, failed) -> {
              came(slot, failed == null ? reading : Reading.failed(String.valueOf(failed)));
              pump();
            });
  }

  /** Whether the budget makes it wait; then it goes on by itself. */
  private boolean mustWait() {
    if (waits) {
      return true;
    }
    Duration left = budget.wait(clock.instant());
    if (left.isZero()) {
      return false;
    }
    waits = true;
    pause
        .after(left)
        .whenComplete(
            (passed, failed) -> {
              synchronized (this) {
                waits = false;
              }
              pump();
            });
    // A pause that is over at once has set it back, and the loop asks again.
    return waits;
  }

  private synchronized void came(Slot slot, Reading reading) {
    asked--;
    budget.take(reading.size() - slot.expected, clock.instant());
    if (reading.failure().isPresent()) {
      stopped = reading.failure();
      again.addLast(slot);
      return;
    }
    slot.reading = reading.withoutBytes();
    bytes += reading.size();
    blocks++;
    while (!window.isEmpty() && window.getFirst().reading != null) {
      count(window.removeFirst());
    }
  }

  private void count(Slot slot) {
    Reading reading = slot.reading;
    if (reading != null && reading.bad().isPresent()) {
      damage.add(slot.cid, reading.bad().get());
      sized.add(slot.cid);
    } else if (reading != null) {
      sized.add(slot.cid, reading.size());
    }
  }

  /** Blocks that were read, or were found not to be there. */
  synchronized long blocks() {
    return blocks;
  }

  /** Bytes that were read. */
  synchronized long bytes() {
    return bytes;
  }

  /** Bad blocks that were found. */
  synchronized Damage damage() {
    return damage;
  }

  /** The list of what was read, with the size of each block. */
  synchronized BlockList sized() {
    return sized.done();
  }
}
