package org.kubosteward.gateway.download;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.FileWalk;

/**
 * Gives out a part of a file in order, and reads a few blocks ahead of whoever takes it. It takes
 * no thread: it goes on when a block came, or when there is room. All of it happens on one event
 * loop.
 */
final class Delivery {
  /** Blocks that are asked for before they are needed, a megabyte each as a rule. */
  private static final int AHEAD = 3;

  /** Those and what was read ahead on a higher level of the tree, which is small as a rule. */
  private static final int MOST = 8;

  /** Where the bytes go. */
  interface Taker {
    /** Takes the next bytes. */
    void take(ByteBuffer bytes);

    /** Whether it is gone: nothing more is wanted, and nobody is to be told. */
    boolean isGone();

    /** Whether it has enough for now. */
    boolean isFull();

    /** Runs that on the event loop once it wants more. */
    void whenRoom(Runnable goOn);

    /** All was given. */
    void end();

    /** The rest cannot be given. */
    void fail(Throwable why);
  }

  private record Asked(Cid cid, CompletionStage<Block> block) {}

  private final FileWalk walk;
  private final BlockReader blocks;
  private final Consumer<Runnable> loop;
  private final Taker taker;
  private final Deque<Asked> asked = new ArrayDeque<>();
  private boolean waiting;
  private boolean over;

  /**
   * Nothing is read so far.
   *
   * @param loop runs a step on the event loop
   */
  Delivery(FileWalk walk, BlockReader blocks, Consumer<Runnable> loop, Taker taker) {
    this.walk = walk;
    this.blocks = blocks;
    this.loop = loop;
    this.taker = taker;
  }

  /** Gives out what there is, as far as it is wanted. */
  void goOn() {
    if (over || waiting) {
      return;
    }
    if (taker.isGone()) {
      cancel();
      return;
    }
    if (walk.isDone()) {
      over = true;
      taker.end();
      return;
    }
    if (taker.isFull()) {
      waiting = true;
      taker.whenRoom(() -> loop.accept(this::room));
      return;
    }
    waiting = true;
    askAhead();
    Asked next = asked.removeFirst();
    next.block().whenComplete((block, failed) -> loop.accept(() -> came(block, failed)));
  }

  private void room() {
    waiting = false;
    goOn();
  }

  /** Those that come next, the first of them first: what was read ahead is a part of that. */
  private void askAhead() {
    Cid first = walk.next();
    for (Cid cid : walk.ahead(AHEAD)) {
      boolean room = asked.size() < MOST || cid.equals(first);
      if (room && asked.stream().noneMatch(other -> other.cid().equals(cid))) {
        asked.addLast(new Asked(cid, blocks.read(cid)));
      }
    }
    while (!asked.getFirst().cid().equals(first)) {
      asked.addLast(asked.removeFirst());
    }
  }

  private void came(@Nullable Block block, @Nullable Throwable failed) {
    if (over) {
      return;
    }
    waiting = false;
    try {
      if (block == null) {
        throw failed instanceof RuntimeException told ? told : new IllegalStateException(failed);
      }
      ByteBuffer bytes = walk.take(block);
      if (bytes.hasRemaining()) {
        taker.take(bytes);
      }
      goOn();
    } catch (RuntimeException why) {
      over = true;
      asked.clear();
      taker.fail(why);
    }
  }

  /** Nobody takes the rest. */
  void cancel() {
    over = true;
    asked.clear();
  }
}
