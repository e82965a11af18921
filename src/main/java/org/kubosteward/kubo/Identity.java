package org.kubosteward.kubo;

import java.util.List;

/** Who a node says it is (id): its peer id, its agent and the addresses it announces. */
public record Identity(String peerId, String agentVersion, List<String> addresses) {
  /** Keeps its own copy of the addresses. */
  public Identity {
    addresses = List.copyOf(addresses);
  }
}
