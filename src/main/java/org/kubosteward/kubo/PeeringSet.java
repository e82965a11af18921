package org.kubosteward.kubo;

import java.util.List;

/** The peers a node itself keeps reconnecting to (swarm/peering/ls). */
public record PeeringSet(List<Member> members) {
  /** Keeps its own copy of the members. */
  public PeeringSet {
    members = List.copyOf(members);
  }

  /** One peer, and the addresses where the node looks for it. */
  public record Member(String peerId, List<String> addrs) {
    /** Keeps its own copy of the addresses. */
    public Member {
      addrs = List.copyOf(addrs);
    }
  }
}
