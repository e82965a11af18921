package org.kubosteward.fleet;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The open connections of a node ({@code swarm/peers}). kubo may list a peer twice, and keeps a
 * silently lost one for up to 40 s.
 *
 * @param peerIds the distinct peers among them: what "how many peers" means everywhere. Made once,
 *     as every check looks peers up in it
 */
public record Swarm(List<Connection> connections, Set<String> peerIds) {
  public Swarm {
    connections = List.copyOf(connections);
    peerIds = Set.copyOf(peerIds);
  }

  /** These connections. */
  public Swarm(List<Connection> connections) {
    this(
        connections,
        connections.stream().map(Connection::peerId).collect(Collectors.toUnmodifiableSet()));
  }

  /** Number of distinct peers. */
  public int peers() {
    return peerIds.size();
  }

  /** Connections by direction, every direction present. */
  public Map<Direction, Integer> byDirection() {
    Map<Direction, Integer> counts = new TreeMap<>();
    for (Direction direction : Direction.values()) {
      counts.put(direction, 0);
    }
    connections.forEach(c -> counts.merge(c.direction(), 1, Integer::sum));
    return counts;
  }

  /** Connections by transport, only those in use. */
  public Map<Transport, Integer> byTransport() {
    Map<Transport, Integer> counts = new TreeMap<>();
    connections.forEach(c -> counts.merge(c.transport(), 1, Integer::sum));
    return counts;
  }

  /** One connection: to whom, at which multiaddress, who dialled. */
  public record Connection(String peerId, String address, Direction direction) {
    /** The transport that the multiaddress names. */
    public Transport transport() {
      return Transport.of(address);
    }
  }

  /** Who dialled. */
  public enum Direction {
    INBOUND,
    OUTBOUND,
    UNKNOWN
  }

  /** A libp2p transport, a bounded set fit for a label. */
  public enum Transport {
    TCP,
    QUIC,
    WEBSOCKET,
    WEBTRANSPORT,
    WEBRTC,
    RELAY,
    OTHER;

    /** Where a multiaddress names a host, which may be called like a transport. */
    private static final Pattern HOST = Pattern.compile("^/(ip4|ip6|dns|dns4|dns6|dnsaddr)/[^/]*");

    /** The transport of a multiaddress; a relayed address is {@code RELAY} whatever carries it. */
    public static Transport of(String address) {
      String protocols = HOST.matcher(address).replaceFirst("") + "/";
      if (protocols.contains("/p2p-circuit/")) {
        return RELAY;
      }
      if (protocols.contains("/webtransport/")) {
        return WEBTRANSPORT;
      }
      if (protocols.contains("/webrtc")) {
        return WEBRTC;
      }
      if (protocols.contains("/ws/") || protocols.contains("/wss/")) {
        return WEBSOCKET;
      }
      if (protocols.contains("/quic")) {
        return QUIC;
      }
      return protocols.contains("/tcp/") ? TCP : OTHER;
    }
  }
}
