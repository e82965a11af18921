package org.kubosteward.ipld;

/**
 * A file, directory or symlink that was built, all blocks of which are in the sink.
 *
 * @param cid its root
 * @param tsize bytes of all its blocks, where one that occurs twice counts twice
 * @param size bytes of the file; 0 of what is none
 */
public record Subtree(Cid cid, long tsize, long size) {
  /** One that is a single block. */
  public static Subtree of(Block block) {
    return new Subtree(block.cid(), block.size(), 0);
  }
}
