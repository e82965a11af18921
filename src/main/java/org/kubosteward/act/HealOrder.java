package org.kubosteward.act;

import java.time.Duration;
import java.util.List;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.KuboEndpoint;

/**
 * Heal these blocks of this copy.
 *
 * @param root of the content
 * @param target the RPC of the node whose copy is damaged
 * @param blocks that are missing or wrong there, at most {@value #BLOCKS_MOST}; none, to finish a
 *     heal that was interrupted
 * @param sources nodes with a proven copy, the first of them asked first
 * @param deadline after which nothing new is begun; what was begun is ended
 */
public record HealOrder(
    Cid root, KuboEndpoint target, List<Cid> blocks, List<HealSource> sources, Duration deadline) {
  /** Blocks of one heal, at the most. */
  public static final int BLOCKS_MOST = 64;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException when there are too many blocks, or no time
   */
  public HealOrder {
    blocks = List.copyOf(blocks);
    sources = List.copyOf(sources);
    if (blocks.size() > BLOCKS_MOST) {
      throw new IllegalArgumentException(
          "%d blocks are to be healed at once; heal at most %d, and prove the copy again"
              .formatted(blocks.size(), BLOCKS_MOST));
    }
    if (deadline.isNegative() || deadline.isZero()) {
      throw new IllegalArgumentException("a heal needs a deadline above zero");
    }
  }
}
