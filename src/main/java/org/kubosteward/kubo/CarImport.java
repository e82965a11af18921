package org.kubosteward.kubo;

import java.util.List;
import org.kubosteward.ipld.Cid;

/**
 * What a node took from a CAR (dag/import).
 *
 * @param blocks it read from it
 * @param bytes of those blocks
 * @param pinned the roots it pinned; empty when it was not to pin
 */
public record CarImport(long blocks, long bytes, List<Cid> pinned) {
  /** Keeps its own copy of the roots. */
  public CarImport {
    pinned = List.copyOf(pinned);
  }
}
