package org.kubosteward.fleet;

import java.util.List;

/**
 * Who a node says it is ({@code id}): libp2p peer id, agent, and the multiaddresses it announces,
 * each ending in {@code /p2p/<peerId>}.
 */
public record Identity(String peerId, String agentVersion, List<String> addresses) {
  public Identity {
    addresses = List.copyOf(addresses);
  }
}
