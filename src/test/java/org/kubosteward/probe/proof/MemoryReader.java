package org.kubosteward.probe.proof;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;

/** A node in memory that answers at once, or when it is told to. */
final class MemoryReader implements BlockReader {
  final Map<Cid, Block> blocks = new HashMap<>();
  final Set<Cid> corrupt = new HashSet<>();
  final Set<Cid> unreachable = new HashSet<>();
  final List<Cid> asked = new ArrayList<>();
  final Deque<Runnable> waiting = new ArrayDeque<>();
  boolean later;
  int mostAtOnce;

  MemoryReader(List<Block> all) {
    all.forEach(block -> blocks.put(block.cid(), block));
  }

  @Override
  public CompletionStage<Reading> read(Cid cid) {
    asked.add(cid);
    CompletableFuture<Reading> told = new CompletableFuture<>();
    if (later) {
      waiting.add(() -> told.complete(reading(cid)));
      mostAtOnce = Math.max(mostAtOnce, waiting.size());
    } else {
      told.complete(reading(cid));
    }
    return told;
  }

  private Reading reading(Cid cid) {
    if (unreachable.contains(cid)) {
      return Reading.failed("block " + cid + ": nobody answers");
    }
    if (corrupt.contains(cid)) {
      return Reading.bad(BadBlock.Kind.CORRUPT);
    }
    Block block = blocks.get(cid);
    return block == null ? Reading.bad(BadBlock.Kind.MISSING) : Reading.right(block);
  }

  /** Answers all that was asked, the last one first, until nothing is asked any more. */
  void answer() {
    while (!waiting.isEmpty()) {
      waiting.removeLast().run();
    }
  }
}
