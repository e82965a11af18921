package org.kubosteward.pinning;

import java.util.List;

/** Nodes of ours that whoever asks for a pin may dial, to hand over what is to be kept. */
@FunctionalInterface
public interface Delegates {
  /** Addresses of one answer, at the most: the API's bound. */
  int MOST = 20;

  /**
   * Multiaddresses of nodes that are well, each ending in {@code /p2p/} and its peer id; {@link
   * #MOST} at the most, none while no node is known to be well.
   */
  List<String> addresses();
}
