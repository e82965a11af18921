package org.kubosteward.fleet;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The open connections of a node ({@code swarm/peers}). kubo may list a peer twice, and keeps a
 * silently lost one for up to 40 s.
 *
 * <p>A node of a large fleet lists a thousand peers and more, and a picture holds every node. So no
 * peer id and no address is kept: a peer is a 64-bit fingerprint of its id and another of how it is
 * connected, 16 bytes in all.
 */
public final class Swarm {
  private final long[] peers;
  private final long[] ways;
  private final Map<Direction, Integer> byDirection;
  private final Map<Transport, Integer> byTransport;
  private volatile @Nullable Among among;

  private Swarm(Tally tally) {
    long[][] merged = tally.merged();
    this.peers = merged[0];
    this.ways = merged[1];
    this.byDirection = Collections.unmodifiableMap(new EnumMap<>(tally.byDirection));
    this.byTransport = Collections.unmodifiableMap(new EnumMap<>(tally.byTransport));
  }

  /** These connections. */
  public Swarm(List<Connection> connections) {
    this(new Tally().all(connections));
  }

  /** Number of distinct peers: what "how many peers" means everywhere. */
  public int peers() {
    return peers.length;
  }

  /** Whether a peer is among them. */
  public boolean lists(String peerId) {
    return lists(Fingerprint.of(peerId));
  }

  /** Whether the peer of this {@link Fingerprint} is among them. */
  public boolean lists(long fingerprint) {
    return Arrays.binarySearch(peers, fingerprint) >= 0;
  }

  /**
   * Tells how the peer of this {@link Fingerprint} is connected: it differs when an address or who
   * dialled differs, in whatever order kubo lists them. 0 when it is not connected.
   */
  public long way(long fingerprint) {
    int at = Arrays.binarySearch(peers, fingerprint);
    return at < 0 ? 0 : ways[at];
  }

  /**
   * Which of these sorted, distinct fingerprints are among the peers, as bits: at least one word. A
   * node that says the same again is the same object, and the fleet has mostly the same ids; so the
   * last answer is kept, and a picture finds what the one before has found.
   */
  long[] among(long[] fingerprints) {
    Among last = among;
    if (last == null || !last.isOf(fingerprints)) {
      last = new Among(fingerprints, found(fingerprints));
      among = last;
    }
    return last.bits;
  }

  /** Without a branch that depends on the order of the two: nobody could predict it. */
  private long[] found(long[] fingerprints) {
    long[] bits = new long[1 + fingerprints.length / Long.SIZE];
    for (int mine = 0, other = 0; mine < peers.length && other < fingerprints.length; ) {
      long peer = peers[mine];
      long wanted = fingerprints[other];
      bits[other / Long.SIZE] |= (peer == wanted ? 1L : 0L) << other;
      mine += peer <= wanted ? 1 : 0;
      other += peer >= wanted ? 1 : 0;
    }
    return bits;
  }

  /** Connections by direction, every direction present. */
  public Map<Direction, Integer> byDirection() {
    return byDirection;
  }

  /** Connections by transport, only those in use. */
  public Map<Transport, Integer> byTransport() {
    return byTransport;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Swarm swarm
        && Arrays.equals(peers, swarm.peers)
        && Arrays.equals(ways, swarm.ways)
        && byDirection.equals(swarm.byDirection)
        && byTransport.equals(swarm.byTransport);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(peers) + Arrays.hashCode(ways);
  }

  @Override
  public String toString() {
    return peers.length + " peers " + byDirection + " " + byTransport;
  }

  /** Takes connections in one by one, and holds 16 bytes of each. Not safe for two threads. */
  public static final class Tally {
    private static final int FIRST = 32;

    private final Map<Direction, Integer> byDirection = new EnumMap<>(Direction.class);
    private final Map<Transport, Integer> byTransport = new EnumMap<>(Transport.class);
    private long[] peers = new long[FIRST];
    private long[] ways = new long[FIRST];
    private int size;

    /** Nothing yet. */
    public Tally() {
      for (Direction direction : Direction.values()) {
        byDirection.put(direction, 0);
      }
    }

    /** Takes one connection in. */
    public void add(String peerId, String address, Direction direction) {
      if (size == peers.length) {
        peers = Arrays.copyOf(peers, 2 * size);
        ways = Arrays.copyOf(ways, 2 * size);
      }
      peers[size] = Fingerprint.of(peerId);
      ways[size++] = Fingerprint.of(address) * direction.factor;
      byDirection.merge(direction, 1, Integer::sum);
      byTransport.merge(Transport.of(address), 1, Integer::sum);
    }

    /** All that was taken in. */
    public Swarm swarm() {
      return new Swarm(this);
    }

    private Tally all(List<Connection> connections) {
      connections.forEach(c -> add(c.peerId(), c.address(), c.direction()));
      return this;
    }

    /** The distinct peers in order, and beside each the sum of the ways to it. */
    private long[][] merged() {
      long[] distinct = Arrays.stream(peers, 0, size).sorted().distinct().toArray();
      long[] sums = new long[distinct.length];
      for (int i = 0; i < size; i++) {
        sums[Arrays.binarySearch(distinct, peers[i])] += ways[i];
      }
      return new long[][] {distinct, sums};
    }
  }

  /** Which of some fingerprints are among the peers. */
  private static final class Among {
    private final long[] fingerprints;
    private final long[] bits;

    private Among(long[] fingerprints, long[] bits) {
      this.fingerprints = fingerprints;
      this.bits = bits;
    }

    private boolean isOf(long[] asked) {
      return Arrays.equals(fingerprints, asked);
    }
  }

  /** One connection: to whom, at which multiaddress, who dialled. */
  public record Connection(String peerId, String address, Direction direction) {}

  /** Who dialled. */
  public enum Direction {
    INBOUND(1),
    OUTBOUND(3),
    UNKNOWN(5);

    /** Odd, so that no two addresses come to share a fingerprint by it. */
    private final long factor;

    Direction(long factor) {
      this.factor = factor;
    }
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

    /** The protocols that name a host, which may be called like a transport. */
    private static final Set<String> HOSTS = Set.of("ip4", "ip6", "dns", "dns4", "dns6", "dnsaddr");

    /** The transport of a multiaddress; a relayed address is {@code RELAY} whatever carries it. */
    public static Transport of(String address) {
      String protocols = behindHost(address) + "/";
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

    /** Without a pattern: a round looks at as many addresses as there are nodes squared. */
    private static String behindHost(String address) {
      int name = address.indexOf('/', 1);
      if (name < 0 || !HOSTS.contains(address.substring(1, name))) {
        return address;
      }
      int rest = address.indexOf('/', name + 1);
      return rest < 0 ? "" : address.substring(rest);
    }
  }
}
