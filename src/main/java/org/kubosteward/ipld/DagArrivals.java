package org.kubosteward.ipld;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells of blocks that come in somebody else's order whether they are those of one DAG, and all of
 * them. Each must come after one that links to it, as in a CAR in the order of a search in depth:
 * so that no stranger's block is taken, and no bytes are held. Where {@link DagWalk} asks, this one
 * is told. Used by one thread; after a refusal it is of no use.
 */
public final class DagArrivals {
  private final WalkBounds bounds;

  /** The pins' fingerprints of what is linked to and has not come, and how deep it is. */
  private final Map<Long, Integer> awaited = new HashMap<>();

  /** Those of what has come. */
  private final Set<Long> arrived = new HashSet<>();

  /** Awaits the root alone, unless it stands within its CID. */
  public DagArrivals(Cid root, WalkBounds bounds) {
    this.bounds = bounds;
    await(root, 1);
  }

  /**
   * The next block. One that has come before, or that stands within its CID, changes nothing.
   *
   * @throws MalformedCar when none that came before links to it
   * @throws MalformedBlock when it is not what its codec demands
   * @throws Unsupported when it has a codec of which the links are not read here
   * @throws LimitExceeded when the DAG is larger than its bounds
   */
  public void take(Block block) {
    long name = block.cid().pinFingerprint();
    if (arrived.contains(name) || block.cid().multihash().code() == Multihash.IDENTITY) {
      return;
    }
    Integer depth = awaited.remove(name);
    if (depth == null) {
      throw new MalformedCar(
          "block %s is none that a block before it links to".formatted(block.cid()));
    }
    arrived.add(name);
    follow(block, depth);
  }

  private void follow(Block block, int depth) {
    long codec = block.cid().codec();
    if (codec == Cid.DAG_PB) {
      PbNode.decode(block).links().forEach(link -> await(link.cid(), depth + 1));
    } else if (codec == DagCbor.CODEC) {
      DagCbor.links(block, link -> await(link, depth + 1));
    } else if (!DagWalk.LEAVES.contains(codec)) {
      throw new Unsupported(
          "block %s has codec 0x%x, of which the links are not read here"
              .formatted(block.cid(), codec));
    }
  }

  private void await(Cid cid, int depth) {
    if (depth > bounds.depth()) {
      throw new LimitExceeded(
          "block %s is more than %d blocks deep".formatted(cid, bounds.depth()));
    }
    Block.within(cid).ifPresentOrElse(block -> follow(block, depth), () -> awaitStored(cid, depth));
  }

  private void awaitStored(Cid cid, int depth) {
    long name = cid.pinFingerprint();
    if (arrived.contains(name) || awaited.putIfAbsent(name, depth) != null) {
      return;
    }
    if (awaited.size() > bounds.waiting()) {
      throw new LimitExceeded("more than %d links wait to be followed".formatted(bounds.waiting()));
    }
    if (arrived.size() + awaited.size() > bounds.blocks()) {
      throw new LimitExceeded("the DAG has more than %d blocks".formatted(bounds.blocks()));
    }
  }

  /** How many blocks came, each counted once. */
  public long count() {
    return arrived.size();
  }

  /**
   * How many blocks are known to be missing; what is below them is not known. Zero: it is whole.
   */
  public long missing() {
    return awaited.size();
  }
}
