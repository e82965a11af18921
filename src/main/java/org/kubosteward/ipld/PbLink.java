package org.kubosteward.ipld;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A link of a dag-pb node. What was not written differs from what was written empty: each gives
 * another hash.
 *
 * @param cid what it leads to
 * @param name its name, if one is written
 * @param tsize what its author says of the bytes of all blocks below it, if he does: a claim only
 */
public record PbLink(Cid cid, Optional<String> name, OptionalLong tsize) {
  /** As UnixFS writes links. */
  static PbLink of(String name, Cid cid, long tsize) {
    return new PbLink(cid, Optional.of(name), OptionalLong.of(tsize));
  }

  /** Its name, which is empty when none is written. */
  public String nameOrEmpty() {
    return name.orElse("");
  }
}
