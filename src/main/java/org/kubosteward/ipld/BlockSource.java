package org.kubosteward.ipld;

import java.util.Optional;

/** Where blocks are had at once: a CAR that was read, a disk, a node that is waited for. */
@FunctionalInterface
public interface BlockSource {
  /** The block of that CID, or that there is none here. */
  Optional<Block> get(Cid cid);

  /**
   * The same, but one that stands in its CID is not asked for.
   *
   * @throws MissingBlock when there is none
   */
  default Block need(Cid cid) {
    return Block.within(cid)
        .or(() -> get(cid))
        .orElseThrow(() -> new MissingBlock("block %s is not there".formatted(cid)));
  }
}
