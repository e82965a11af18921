package org.kubosteward.probe.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.content.BlockList;
import org.kubosteward.content.BlockListBuilder;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.DagWalk;
import org.kubosteward.ipld.Refusal;
import org.kubosteward.ipld.WalkBounds;

/**
 * Finds all blocks of a DAG on a node, where nobody has listed them yet: reads those that can have
 * others below them, a few ahead, and goes on where it was when it was interrupted.
 */
final class TreeReading {
  /** Bytes of blocks that are read ahead and held: beyond it, only the next one is asked for. */
  private static final long AHEAD_BYTES = 8L << 20;

  private final BlockReader reader;
  private final int atOnce;
  private final DagWalk walk;
  private final BlockListBuilder list = BlockList.builder();
  private final Map<Cid, Reading> ahead = new HashMap<>();
  private long aheadBytes;
  private boolean all = true;
  private boolean refused;

  TreeReading(Cid root, WalkBounds bounds, BlockReader reader, int atOnce) {
    this.reader = reader;
    this.atOnce = atOnce;
    this.walk = new DagWalk(root, bounds, list::add);
  }

  /** Reads on to the end; tells why it could not. Not asked again before it has told. */
  CompletionStage<Optional<String>> read() {
    CompletableFuture<Optional<String>> told = new CompletableFuture<>();
    goOn(told);
    return told;
  }

  /** A loop and no recursion: what answers at once does not nest. */
  private void goOn(CompletableFuture<Optional<String>> told) {
    try {
      while (true) {
        takeWhatCame();
        if (walk.isDone()) {
          told.complete(Optional.empty());
          return;
        }
        CompletableFuture<Optional<String>> asked = ask();
        if (!asked.isDone()) {
          CompletionStage<Optional<String>> later = asked;
          later.whenComplete((failure, never) -> cameLater(failure, told));
          return;
        }
        if (asked.join().isPresent()) {
          told.complete(asked.join());
          return;
        }
      }
    } catch (Refusal refusal) {
      refused = true;
      told.complete(Optional.of(String.valueOf(refusal.getMessage())));
    }
  }

  private void cameLater(Optional<String> failure, CompletableFuture<Optional<String>> told) {
    if (failure.isPresent()) {
      told.complete(failure);
    } else {
      goOn(told);
    }
  }

  /** Asks for the next block and a few after it; tells what failed. */
  private CompletableFuture<Optional<String>> ask() {
    List<Cid> wanted = new ArrayList<>(walk.ahead(aheadBytes < AHEAD_BYTES ? atOnce : 1));
    wanted.removeIf(cid -> ahead.containsKey(cid) || Block.within(cid).isPresent());
    List<CompletableFuture<Reading>> asked =
        wanted.stream().map(cid -> reader.read(cid).toCompletableFuture()).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
        .handle((done, failed) -> came(wanted, asked));
  }

  private Optional<String> came(List<Cid> wanted, List<CompletableFuture<Reading>> asked) {
    Optional<String> failure = Optional.empty();
    for (int i = 0; i < wanted.size(); i++) {
      Reading reading =
          asked.get(i).handle((r, e) -> e == null ? r : Reading.failed("" + e)).join();
      if (reading.failure().isPresent()) {
        failure = reading.failure();
      } else if (ahead.put(wanted.get(i), reading) == null) {
        aheadBytes += reading.size();
      }
    }
    return failure;
  }

  private void takeWhatCame() {
    while (!walk.isDone()) {
      Cid next = walk.next();
      Optional<Block> within = Block.within(next);
      Reading reading = within.map(Reading::right).orElseGet(() -> ahead.remove(next));
      if (reading == null) {
        return;
      }
      aheadBytes -= within.isPresent() ? 0 : reading.size();
      if (reading.block().isPresent()) {
        walk.take(reading.block().get());
      } else {
        // It stays in the list, and is found there as the bad block that it is.
        walk.skip();
        all = false;
      }
    }
  }

  /** How many were found so far. */
  int count() {
    return list.count();
  }

  /** The blocks that were found. */
  BlockList list() {
    return list.done();
  }

  /** Whether they are all: nothing is known of what is below a bad one. */
  boolean isAll() {
    return all;
  }

  /** Whether the DAG is one that is not read here: to go on would be of no use. */
  boolean isRefused() {
    return refused;
  }
}
