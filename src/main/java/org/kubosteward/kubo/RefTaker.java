package org.kubosteward.kubo;

/** Takes the blocks of a node one by one. */
@FunctionalInterface
public interface RefTaker {
  /**
   * Takes one.
   *
   * @param multihash its bytes, as {@link org.kubosteward.ipld.Multihash#bytes} writes them; the
   *     taker's own
   */
  void ref(byte[] multihash);
}
