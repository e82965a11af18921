package org.kubosteward.gateway.upload;

import java.util.Set;
import org.kubosteward.ipld.Cid;

/** Where it is written down that content is to be kept. */
public interface KeptContent {
  /**
   * Content that was uploaded and is pinned on one node.
   *
   * @param name what its owner calls it; may be empty
   * @param policy one of {@link #policies}
   * @param who the name of the token or key that uploaded it
   * @param bytes of all its blocks, as far as they were sent
   * @param node on which it is pinned
   */
  record Wanted(Cid cid, String name, String policy, String who, long bytes, String node) {}

  /** The policies that there are, by name. */
  Set<String> policies();

  /** The policy of whoever names none. */
  String usual();

  /**
   * Writes it down. It may block. When this returns the content is kept for good.
   *
   * @throws RuntimeException when it was not written; its message says why and is shown
   */
  void want(Wanted content);
}
