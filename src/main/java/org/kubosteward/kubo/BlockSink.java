package org.kubosteward.kubo;

import org.kubosteward.ipld.Block;

/** Takes verified blocks as they come. All of it happens on one Vert.x context: do not block. */
@FunctionalInterface
public interface BlockSink {
  /** Takes the next one. */
  void take(Block block);

  /** Whether no more are to come for now; those that have arrived already still do. */
  default boolean isFull() {
    return false;
  }

  /** Runs that, once and on any thread, when it is no longer full. */
  default void whenRoom(Runnable goOn) {
    goOn.run();
  }
}
