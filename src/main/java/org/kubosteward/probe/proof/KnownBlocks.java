package org.kubosteward.probe.proof;

import java.util.Optional;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Cid;

/** Where the lists of the blocks of contents are kept. It may block. */
public interface KnownBlocks {
  /** The blocks of that content, if they were listed before; none when nobody can tell now. */
  Optional<BlockList> of(Cid cid);

  /** Keeps them; what cannot be kept now is listed again by the next proof. */
  void keep(Cid cid, BlockList list);
}
