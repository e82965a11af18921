package org.kubosteward.probe.proof;

import java.time.Duration;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.WalkBounds;

/**
 * What a proof may take.
 *
 * @param bytesPerSecond that one proof reads
 * @param atOnce blocks of one proof that are asked for at a time
 * @param deadline for one block
 * @param positions proofs that were interrupted and are kept, to go on with
 * @param positionAge how long after its begin a proof may go on: what it read first is that old
 * @param walk of a DAG without a block list
 */
public record ProofLimits(
    long bytesPerSecond,
    int atOnce,
    Duration deadline,
    int positions,
    Duration positionAge,
    WalkBounds walk) {
  private static final int AT_ONCE_MOST = 64;

  /** 64 MiB a second a proof, 12 blocks at once. */
  public static final ProofLimits SHIPPED =
      new ProofLimits(
          64L << 20, 12, Duration.ofSeconds(30), 64, Duration.ofHours(24), WalkBounds.SHIPPED);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException naming the one that cannot be
   */
  public ProofLimits {
    require(bytesPerSecond >= 1 << 10, "a proof reads at least 1 KiB a second");
    require(atOnce >= 1 && atOnce <= AT_ONCE_MOST, "a proof asks for 1 to 64 blocks at a time");
    require(deadline.toMillis() > 0, "the deadline of a block is above zero");
    require(positions >= 0, "the proofs that are kept are 0 or more");
    require(!positionAge.isNegative(), "the age of a position is not below zero");
    require(walk.blocks() <= BlockList.MOST, "a walk has no more blocks than a list may have");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
