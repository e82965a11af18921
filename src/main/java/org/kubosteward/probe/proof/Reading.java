package org.kubosteward.probe.proof;

import java.util.Optional;
import org.kubosteward.ipld.Block;

/**
 * What came of reading one block.
 *
 * @param block when it was read, is right, and its bytes are wanted
 * @param size bytes that were read; 0 when none were
 * @param bad when it is not right
 * @param failure why neither is known
 */
record Reading(
    Optional<Block> block, int size, Optional<BadBlock.Kind> bad, Optional<String> failure) {
  static Reading right(Block block) {
    return new Reading(Optional.of(block), block.size(), Optional.empty(), Optional.empty());
  }

  static Reading bad(BadBlock.Kind kind) {
    return new Reading(Optional.empty(), 0, Optional.of(kind), Optional.empty());
  }

  static Reading failed(String why) {
    return new Reading(Optional.empty(), 0, Optional.empty(), Optional.of(why));
  }

  /** The same, without holding the block. */
  Reading withoutBytes() {
    return new Reading(Optional.empty(), size, bad, failure);
  }
}
