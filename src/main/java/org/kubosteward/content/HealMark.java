package org.kubosteward.content;

import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;

/**
 * A block of a few bytes that names a root. It is pinned on a node, under the name of the root's
 * pin, while that pin is away for a heal: so the node itself says what was begun and is not ended.
 */
public final class HealMark {
  private static final String TEXT = "kubo-steward has unpinned this to heal it: ";

  private HealMark() {}

  /** The mark of the root that is pinned under that CID. */
  public static Block of(Cid pinned) {
    String text = TEXT + pinned;
    byte[] bytes = new byte[text.length()];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = (byte) text.charAt(at);
    }
    return Block.of(Cid.RAW, HashFunction.SHA2_256, bytes);
  }
}
