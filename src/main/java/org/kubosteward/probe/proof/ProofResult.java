package org.kubosteward.probe.proof;

import java.util.List;
import org.kubosteward.content.BlockList;

/** What came of the proof of one copy. */
public sealed interface ProofResult {
  /**
   * Every block was there and had the right bytes, and the root is pinned.
   *
   * @param blocks that were read
   * @param bytes of them
   * @param list of the blocks, with the size of each
   */
  record Whole(long blocks, long bytes, BlockList list) implements ProofResult {}

  /**
   * Blocks are missing or wrong.
   *
   * @param missing how many the node does not hold
   * @param corrupt how many have other bytes
   * @param blocks the first of them, at most {@value #NAMED}; those that have others below them
   *     before all others, for they are to be healed first
   * @param all whether that is all: without a block list, nobody knows what is below a bad block
   */
  record Damaged(long missing, long corrupt, List<BadBlock> blocks, boolean all)
      implements ProofResult {
    /** Blocks that are named, at the most. */
    public static final int NAMED = 64;

    public Damaged {
      blocks = List.copyOf(blocks);
    }
  }

  /**
   * The node has no recursive pin of the root: whatever it holds, a collection may take it.
   *
   * @param healing whether a heal took the pin away and has not brought it back; then all blocks
   *     are right, and a heal with no blocks brings it back
   */
  record NotPinned(boolean healing) implements ProofResult {}

  /**
   * It ended before its end; the next one goes on from there.
   *
   * @param why the sentence for the record
   * @param blocks that were read so far
   */
  record Unfinished(String why, long blocks) implements ProofResult {}
}
