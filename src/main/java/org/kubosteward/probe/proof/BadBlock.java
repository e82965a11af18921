package org.kubosteward.probe.proof;

import org.kubosteward.ipld.Cid;

/** A block of a copy that is not as it must be. */
public record BadBlock(Cid cid, Kind kind) {
  /** What is wrong with it. */
  public enum Kind {
    /** The node does not hold it. */
    MISSING,
    /** The node holds other bytes under its name. */
    CORRUPT
  }
}
