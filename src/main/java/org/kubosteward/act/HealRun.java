package org.kubosteward.act;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.PbNode;
import org.kubosteward.kubo.RootPin;

/** One heal: its order, and what it has done so far. One step begins when the one before ended. */
final class HealRun {
  /** Bytes of right blocks that are held while the corrupt ones are away. */
  private static final long HELD_BYTES = 32L << 20;

  private final HealOrder order;
  private final BlockRepair repair;
  private final PinHold pins;
  private final InstantSource clock;
  private final Instant until;

  /** Corrupt blocks that others can hang below, and those that have none. */
  private final List<Cid> inner = new ArrayList<>();

  private final List<Cid> leaf = new ArrayList<>();

  /** Blocks that no source has. */
  private final List<Cid> nowhere = new ArrayList<>();

  private int healed;
  private int right;
  private long bytes;
  private boolean wasUnpinned;
  private boolean isUnpinned;

  HealRun(HealOrder order, BlockRepair repair, PinHold pins, InstantSource clock) {
    this.order = order;
    this.repair = repair;
    this.pins = pins;
    this.clock = clock;
    this.until = clock.instant().plus(order.deadline());
  }

  /**
   * Of a root that is pinned. Blocks that others hang below are read by kubo itself when it removes
   * a block: it walks through every pin. A corrupt one of them ends that walk, or has it wait for a
   * block that does not exist, unless its root is unpinned.
   */
  CompletionStage<Void> pinned(RootPin pin) {
    return each(order.blocks(), this::look)
        .thenCompose(looked -> inner.isEmpty() ? done() : unpinnedFor(inner, pin))
        .thenCompose(healed -> leaves())
        .exceptionallyCompose(
            failed ->
                CopyHealing.isOfTheWalk(failed) && !wasUnpinned
                    ? unpinnedFor(leaf, pin)
                    : CompletableFuture.failedFuture(failed));
  }

  /** Nothing is unpinned for what is not at hand. */
  private CompletionStage<Void> unpinnedFor(List<Cid> cids, RootPin pin) {
    List<Block> held = new ArrayList<>();
    return each(cids, cid -> fetched(cid).thenAccept(block -> block.ifPresent(held::add)))
        .thenCompose(
            asked ->
                nowhere.isEmpty()
                    ? pins.release(order.target(), pin)
                    : CompletableFuture.failedFuture(new HealFailed(missingEverywhere())))
        .thenCompose(
            released -> {
              isUnpinned = true;
              return restored(pin, exchange(held));
            });
  }

  /** Of a root whose pin a heal took away and did not bring back. */
  CompletionStage<Void> unpinned(RootPin pin) {
    isUnpinned = true;
    return restored(
        pin,
        each(order.blocks(), this::look)
            .thenCompose(looked -> replace(new ArrayDeque<>(inner)))
            .thenCompose(done -> leaves()));
  }

  /** The pin comes back, whatever becomes of the blocks. */
  private CompletionStage<Void> restored(RootPin pin, CompletionStage<Void> blocks) {
    wasUnpinned = true;
    return blocks
        .handle((done, failed) -> Optional.ofNullable(failed))
        .thenCompose(
            failed ->
                pins.restore(order.target(), pin)
                    .thenCompose(
                        restored -> {
                          isUnpinned = false;
                          return failed
                              .<CompletionStage<Void>>map(CompletableFuture::failedFuture)
                              .orElseGet(HealRun::done);
                        }));
  }

  /** Heals it if it is lost, and notes it if it is corrupt. */
  private CompletionStage<Void> look(Cid cid) {
    return inTime()
        .thenCompose(inTime -> repair.look(order.target(), cid))
        .thenCompose(
            found -> {
              switch (found) {
                case RIGHT -> right++;
                case CORRUPT -> {
                  return sorted(cid);
                }
                case LOST -> {
                  return fetched(cid)
                      .thenCompose(block -> block.map(this::written).orElseGet(HealRun::done));
                }
              }
              return done();
            });
  }

  /** A block of files may be a leaf as well: only the right bytes say whether it has links. */
  private CompletionStage<Void> sorted(Cid cid) {
    if (cid.codec() == Cid.RAW) {
      leaf.add(cid);
      return done();
    }
    return fetched(cid)
        .thenAccept(found -> found.ifPresent(block -> (linked(block) ? inner : leaf).add(cid)));
  }

  private static boolean linked(Block block) {
    return block.cid().codec() != Cid.DAG_PB || !PbNode.decode(block).links().isEmpty();
  }

  private CompletionStage<Optional<Block>> fetched(Cid cid) {
    return repair
        .fetch(order.sources(), cid)
        .thenApply(
            block -> {
              if (block.isEmpty()) {
                nowhere.add(cid);
              }
              return block;
            });
  }

  private CompletionStage<Void> written(Block block) {
    return repair
        .write(order.target(), block)
        .thenAccept(
            back -> {
              healed++;
              bytes += back.size();
              leaf.remove(back.cid());
            });
  }

  private CompletionStage<Void> leaves() {
    return replace(new ArrayDeque<>(leaf));
  }

  /** Replaces corrupt blocks, as many at a time as may be held. */
  private CompletionStage<Void> replace(Deque<Cid> left) {
    if (left.isEmpty()) {
      return done();
    }
    List<Block> held = new ArrayList<>();
    return hold(left, held)
        .thenCompose(full -> exchange(held))
        .thenCompose(exchanged -> replace(left));
  }

  /** Removes what is corrupt and writes what is right, each even when one before it failed. */
  private CompletionStage<Void> exchange(List<Block> held) {
    if (held.isEmpty()) {
      return done();
    }
    List<Throwable> failures = new ArrayList<>();
    return repair
        .remove(order.target(), held)
        .thenCompose(
            removed ->
                each(
                    held,
                    block ->
                        written(block)
                            .exceptionally(
                                failed -> {
                                  failures.add(failed);
                                  return null;
                                })))
        .thenCompose(
            written ->
                failures.isEmpty() ? done() : CompletableFuture.failedFuture(failures.get(0)));
  }

  /** Brings right blocks until there are enough: nothing is removed that is not at hand. */
  private CompletionStage<Void> hold(Deque<Cid> left, List<Block> held) {
    long size = held.stream().mapToLong(Block::size).sum();
    if (left.isEmpty() || size >= HELD_BYTES) {
      return done();
    }
    return inTime()
        .thenCompose(inTime -> fetched(left.removeFirst()))
        .thenCompose(
            block -> {
              block.ifPresent(held::add);
              return hold(left, held);
            });
  }

  private <T> CompletionStage<Void> each(List<T> all, Function<T, CompletionStage<Void>> step) {
    return each(new ArrayDeque<>(all), step);
  }

  private <T> CompletionStage<Void> each(Deque<T> left, Function<T, CompletionStage<Void>> step) {
    return left.isEmpty()
        ? done()
        : step.apply(left.removeFirst()).thenCompose(done -> each(left, step));
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }

  private CompletionStage<Boolean> inTime() {
    return clock.instant().isBefore(until)
        ? CompletableFuture.completedFuture(true)
        : CompletableFuture.failedFuture(
            new HealFailed("it was not done within %s".formatted(order.deadline())));
  }

  /** What came of it. */
  HealOutcome outcome(Optional<Throwable> failed) {
    Optional<String> why =
        failed
            .map(CopyHealing::reason)
            .or(() -> nowhere.isEmpty() ? Optional.empty() : Optional.of(missingEverywhere()));
    if (isUnpinned) {
      why =
          Optional.of(
              "%s; %s is unpinned there and marked: heal it again, with no blocks if none is left"
                  .formatted(why.orElse("it was interrupted"), order.root()));
    }
    return new HealOutcome(healed, right, bytes, wasUnpinned && !isUnpinned, why);
  }

  private String missingEverywhere() {
    return order.sources().isEmpty()
        ? "no node has a proven copy of it: bring one back"
        : "no source has %d of the blocks, such as %s: bring a node back that has them"
            .formatted(nowhere.size(), nowhere.get(0));
  }
}
