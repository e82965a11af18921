package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Swarm.Connection;
import org.kubosteward.fleet.Swarm.Direction;
import org.kubosteward.fleet.Swarm.Transport;

class SwarmTest {
  private static final long PEER_A = Fingerprint.of("peerA");

  @Test
  void aPeerThatKuboListsTwiceIsOnePeer() {
    Swarm swarm =
        new Swarm(
            List.of(
                at("peerA", "/ip4/10.0.0.1/tcp/4001"),
                at("peerA", "/ip4/10.0.0.1/udp/4001/quic-v1"),
                at("peerB", "/ip4/10.0.0.2/tcp/4001")));

    assertThat(swarm.peers()).isEqualTo(2);
    assertThat(swarm.lists("peerA")).isTrue();
    assertThat(swarm.lists("peerB")).isTrue();
    assertThat(swarm.lists("peerC")).isFalse();
  }

  @Test
  void nobodyIsAnAnswerToo() {
    Swarm alone = new Swarm(List.of());

    assertThat(alone.peers()).isZero();
    assertThat(alone.byTransport()).isEmpty();
    assertThat(alone.byDirection())
        .hasSize(3)
        .allSatisfy((way, count) -> assertThat(count).isZero());
  }

  @Test
  void tellsWhichOfManyAreAmongItsPeers() {
    long[] wanted = fingerprints(IntStream.range(0, 130).filter(n -> n % 3 != 1));
    Swarm swarm = listing(IntStream.range(0, 130).filter(n -> n % 2 == 0));

    for (int rank = 0; rank < wanted.length; rank++) {
      assertThat((swarm.among(wanted)[rank / 64] & 1L << rank) != 0)
          .isEqualTo(swarm.lists(wanted[rank]));
    }
  }

  @Test
  void tellsThatNoneIsAmongItsPeersAndOfNone() {
    assertThat(listing(IntStream.empty()).among(fingerprints(IntStream.range(0, 64))))
        .containsOnly(0L);
    assertThat(listing(IntStream.range(0, 64)).among(new long[0])).containsExactly(0L);
  }

  @Test
  void keepsWhatItFoundWhileItIsAskedForTheSame() {
    Swarm swarm = listing(IntStream.range(0, 9));
    long[] first = swarm.among(fingerprints(IntStream.range(0, 5)));

    assertThat(swarm.among(fingerprints(IntStream.range(0, 5)))).isSameAs(first);
    assertThat(swarm.among(fingerprints(IntStream.range(20, 25)))).containsOnly(0L);
    assertThat(swarm.among(fingerprints(IntStream.range(0, 5)))).isEqualTo(first);
  }

  private static Swarm listing(IntStream peers) {
    return new Swarm(peers.mapToObj(n -> at("peer" + n, "/ip4/10.0.0.1/tcp/4001")).toList());
  }

  private static long[] fingerprints(IntStream peers) {
    return peers.mapToLong(n -> Fingerprint.of("peer" + n)).sorted().toArray();
  }

  @Test
  void countsConnectionsByDirectionWithEveryDirectionPresent() {
    Swarm swarm =
        new Swarm(
            List.of(
                new Connection("peerA", "/ip4/10.0.0.1/tcp/4001", Direction.INBOUND),
                new Connection("peerB", "/ip4/10.0.0.2/tcp/4001", Direction.INBOUND),
                new Connection("peerC", "/ip4/10.0.0.3/tcp/4001", Direction.OUTBOUND)));

    assertThat(swarm.byDirection())
        .containsEntry(Direction.INBOUND, 2)
        .containsEntry(Direction.OUTBOUND, 1)
        .containsEntry(Direction.UNKNOWN, 0);
  }

  @Test
  void countsConnectionsByTransportOnlyThoseInUse() {
    Swarm swarm =
        new Swarm(
            List.of(
                at("peerA", "/ip4/10.0.0.1/tcp/4001"),
                at("peerB", "/ip6/::1/tcp/4001"),
                at("peerC", "/ip4/10.0.0.3/udp/4001/quic-v1")));

    assertThat(swarm.byTransport())
        .containsOnlyKeys(Transport.TCP, Transport.QUIC)
        .containsEntry(Transport.TCP, 2)
        .containsEntry(Transport.QUIC, 1);
  }

  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/4001, TCP",
    "/dns4/node.example/tcp/4001, TCP",
    "/ip4/10.0.0.1/udp/4001/quic-v1, QUIC",
    "/ip4/10.0.0.1/udp/4001/quic-v1/webtransport/certhash/uEi, WEBTRANSPORT",
    "/ip4/10.0.0.1/udp/4001/webrtc-direct/certhash/uEi, WEBRTC",
    "/ip4/10.0.0.1/tcp/4001/tls/sni/x.libp2p.direct/ws, WEBSOCKET",
    "/dns4/node.example/tcp/443/wss, WEBSOCKET",
    "/ip4/10.0.0.1/udp/4001/quic-v1/p2p/12D3KooWrelay/p2p-circuit, RELAY",
    "/ip4/10.0.0.1/tcp/4001/ws/p2p/12D3KooWrelay/p2p-circuit, RELAY",
    "/onion3/abc:80, OTHER",
    "'', OTHER"
  })
  void namesTheTransportOfAnAddress(String address, Transport transport) {
    assertThat(Transport.of(address)).isEqualTo(transport);
  }

  @Test
  void aHostNameThatLooksLikeATransportIsNone() {
    assertThat(Transport.of("/dns4/wsx.example/tcp/4001")).isEqualTo(Transport.TCP);
    assertThat(Transport.of("/dns4/ws/tcp/4001")).isEqualTo(Transport.TCP);
    assertThat(Transport.of("/dns4/quic.example/tcp/4001")).isEqualTo(Transport.TCP);
  }

  @Test
  void keepsItsConnectionsToItself() {
    List<Connection> mine = new ArrayList<>(List.of(at("peerA", "/ip4/10.0.0.1/tcp/4001")));
    Swarm swarm = new Swarm(mine);
    mine.clear();

    assertThat(swarm.peers()).isEqualTo(1);
  }

  @Test
  void theWayToAPeerIsTheSameInWhateverOrderItsConnectionsAreListed() {
    Connection tcp = at("peerA", "/ip4/10.0.0.1/tcp/4001");
    Connection quic = at("peerA", "/ip4/10.0.0.1/udp/4001/quic-v1");
    long way = new Swarm(List.of(tcp, quic)).way(PEER_A);

    assertThat(new Swarm(List.of(quic, tcp)).way(PEER_A)).isEqualTo(way);
    assertThat(new Swarm(List.of(tcp, quic))).isEqualTo(new Swarm(List.of(quic, tcp)));
  }

  @Test
  void theWayToAPeerTellsAnotherAddressAndWhoDialled() {
    Connection before = at("peerA", "/ip4/10.0.0.1/tcp/4001");
    long way = new Swarm(List.of(before)).way(PEER_A);

    assertThat(new Swarm(List.of(at("peerA", "/ip4/10.0.0.1/tcp/4002"))).way(PEER_A))
        .isNotEqualTo(way);
    assertThat(
            new Swarm(List.of(new Connection("peerA", before.address(), Direction.INBOUND)))
                .way(PEER_A))
        .isNotEqualTo(way);
    assertThat(new Swarm(List.of()).way(PEER_A)).isZero();
  }

  @Test
  void aThousandPeersAreAllFoundAndNoOther() {
    List<Connection> many =
        IntStream.range(0, 1000).mapToObj(n -> at("peer" + n, "/ip4/10.0.0.1/tcp/" + n)).toList();
    Swarm swarm = new Swarm(many);

    assertThat(swarm.peers()).isEqualTo(1000);
    assertThat(IntStream.range(0, 2000).filter(n -> swarm.lists("peer" + n)).count())
        .isEqualTo(1000);
  }

  private static Connection at(String peer, String address) {
    return new Connection(peer, address, Direction.OUTBOUND);
  }
}
