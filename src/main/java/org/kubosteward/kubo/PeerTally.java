package org.kubosteward.kubo;

import java.util.ArrayList;
import java.util.List;

/** What is made of the peers of one answer, handed on one by one. */
public interface PeerTally<T> {
  /** Takes the next one in. */
  void peer(SwarmPeers.Peer peer);

  /**
   * Tells the value after the last one.
   *
   * @param digest of the answer's bytes, which {@link Kubo#swarmPeersDigest} tells again while the
   *     node says the same
   */
  T end(long digest);

  /** Keeps them all. */
  static PeerTally<SwarmPeers> kept() {
    List<SwarmPeers.Peer> peers = new ArrayList<>();
    return new PeerTally<>() {
      @Override
      public void peer(SwarmPeers.Peer peer) {
        peers.add(peer);
      }

      @Override
      public SwarmPeers end(long digest) {
        return new SwarmPeers(peers);
      }
    };
  }
}
