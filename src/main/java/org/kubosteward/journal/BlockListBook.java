package org.kubosteward.journal;

import java.util.Optional;
import org.kubosteward.content.BlockList;
import org.kubosteward.ipld.Cid;

/**
 * The block lists of contents. What a list says is decided by the content's CID: whoever writes one
 * writes what anybody else would. All may throw {@link JournalUnavailable}.
 */
public interface BlockListBook {
  /** Bytes of a list at the most: some 14 million blocks, more than 3 TB in blocks of 256 KiB. */
  int MOST_BYTES = 512 << 20;

  /** The list of that content; empty when there is none that this version can read. */
  Optional<BlockList> get(Cid content);

  /**
   * Keeps a list, in place of the one there was.
   *
   * @return whether it is kept; false when it has more than {@link #MOST_BYTES}
   */
  boolean keep(Cid content, BlockList list);

  /** Forgets the list of that content, if there is one. */
  void forget(Cid content);
}
