package org.kubosteward.kubo;

import java.util.List;

/** The peers a node is connected to (swarm/peers), as told: one may be listed twice. */
public record SwarmPeers(List<Peer> peers) {
  /** Keeps its own copy of the peers. */
  public SwarmPeers {
    peers = List.copyOf(peers);
  }

  /** One connection: the other's peer id, its address, and who dialled. */
  public record Peer(String peerId, String addr, Direction direction) {}

  /** Who opened a connection. */
  public enum Direction {
    /** kubo does not say. */
    UNKNOWN,
    /** The other node dialled this one. */
    IN,
    /** This node dialled the other. */
    OUT
  }
}
