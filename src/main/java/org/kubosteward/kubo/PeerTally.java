package org.kubosteward.kubo;

import java.util.ArrayList;
import java.util.List;

/** What is made of the peers of one answer, handed on one by one. */
public interface PeerTally<T> {
  /** Takes the next one in. */
  void peer(SwarmPeers.Peer peer);

  /** Tells the value after the last one. */
  T end();

  /** Keeps them all. */
  static PeerTally<SwarmPeers> kept() {
    List<SwarmPeers.Peer> peers = new ArrayList<>();
    return new PeerTally<>() {
      @Override
      public void peer(SwarmPeers.Peer peer) {
        peers.add(peer);
      }

      @Override
      public SwarmPeers end() {
        return new SwarmPeers(peers);
      }
    };
  }
}
