package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every way a node can fail us, by a server that fails in that way. */
class KuboFaultsTest extends KuboTestBase {

  private static KuboEndpoint at(int port) {
    return new KuboEndpoint(URI.create("http://127.0.0.1:" + port), Optional.empty());
  }

  @Test
  void nobodyListeningIsRefused() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Fault<Identity> fault = fault(FaultKind.REFUSED, kubo.id(at(port), AMPLE));
    assertThat(fault.detail()).isEqualTo("id at 127.0.0.1:" + port + ": connection refused");
    assertThat(fault.took()).isLessThan(AMPLE);
    fault(FaultKind.REFUSED, kubo.version(at(port), AMPLE));
  }

  @Test
  void anAnswerTellsHowFarTheNodesClockIsOff() throws Exception {
    Duration behind = Duration.ofMinutes(-20);
    try (StubNode node = StubNode.dated("[]", behind);
        StubNode dateless = new StubNode((request, wire) -> wire.json("[]"))) {
      assertThat(clockAhead(node))
          .hasValueSatisfying(told -> assertThat(told).isCloseTo(behind, Duration.ofSeconds(5)));
      assertThat(clockAhead(dateless)).isEmpty();
    }
  }

  @Test
  void aNodesClockIsComparedWithTheTimeOfDayWhateverMeasuresTheCalls() throws Exception {
    InstantSource sinceTheStart = () -> Instant.EPOCH.plusNanos(System.nanoTime());
    Clocks clocks = new Clocks(sinceTheStart, InstantSource.system());
    try (StubNode node = StubNode.dated("[]", Duration.ZERO);
        Kubo measured = new Kubo(vertx, KuboLimits.DEFAULT, clocks, options -> {})) {
      Optional<Duration> ahead =
          reply(measured.diagCmds(at(node.port()), AMPLE))
              .fold(Answer::clockAhead, fault -> fail(fault.toString()));

      assertThat(ahead)
          .hasValueSatisfying(told -> assertThat(told.abs()).isLessThan(Duration.ofSeconds(5)));
    }
  }

  private static Optional<Duration> clockAhead(StubNode node) throws Exception {
    return reply(kubo.diagCmds(at(node.port()), AMPLE))
        .fold(Answer::clockAhead, fault -> fail(fault.toString()));
  }

  @Test
  void aFullBacklogIsAConnectTimeoutAndNotAStall() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> fillers = new ArrayList<>();
      try {
        fill(deaf, fillers);
        fault(FaultKind.CONNECT_TIMED_OUT, kubo.version(at(deaf.getLocalPort()), AMPLE));
        Fault<Version> ours =
            fault(FaultKind.CONNECT_TIMED_OUT, kubo.version(at(deaf.getLocalPort()), SOON));
        assertThat(ours.took()).isLessThan(Duration.ofSeconds(5));
      } finally {
        for (Socket filler : fillers) {
          filler.close();
        }
      }
    }
  }

  /** Connects until the kernel takes no more, as it does for a host that is gone. */
  private static void fill(ServerSocket deaf, List<Socket> fillers) throws IOException {
    for (int i = 0; i < 16; i++) {
      Socket filler = new Socket();
      fillers.add(filler);
      try {
        filler.connect(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()), 200);
      } catch (java.net.SocketTimeoutException full) {
        return;
      }
    }
    throw new AssertionError("The kernel took 16 connections into a backlog of 1");
  }

  @Test
  void aNameWithoutAddressIsUnresolved() throws Exception {
    AddressResolverOptions nobody =
        new AddressResolverOptions()
            .addServer("127.0.0.1:9")
            .setQueryTimeout(200)
            .setMaxQueries(1)
            .setSearchDomains(List.of());
    Vertx lost = Vertx.vertx(new VertxOptions().setAddressResolverOptions(nobody));
    try (Kubo blind = new Kubo(lost, SMALL, InstantSource.system())) {
      KuboEndpoint nowhere =
          new KuboEndpoint(URI.create("http://node.invalid:5001"), Optional.empty());
      Fault<Identity> fault = fault(FaultKind.UNRESOLVED, blind.id(nowhere, AMPLE));
      assertThat(fault.detail()).contains("node.invalid:5001");
    } finally {
      lost.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void connectedAndSilentIsStalledAtTheDeadlineAndTheConnectionIsDropped() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.awaitClose())) {
      Fault<Version> fault = fault(FaultKind.STALLED, kubo.version(node.endpoint(), SOON));
      assertThat(fault.took()).isBetween(SOON.minusMillis(50), SOON.plusSeconds(3));
      fault(FaultKind.STALLED, kubo.id(node.endpoint(), SOON));
      await().atMost(AMPLE).until(() -> node.closedByPeer() == 2);
    }
  }

  @Test
  void oneByteNowAndThenEndsAtTheDeadline() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              wire.chunkedHead();
              CountDownLatch never = new CountDownLatch(1);
              while (true) {
                wire.chunk(" ");
                try {
                  if (never.await(50, TimeUnit.MILLISECONDS)) {
                    return;
                  }
                } catch (InterruptedException over) {
                  return;
                }
              }
            })) {
      Fault<Identity> fault = fault(FaultKind.TOO_SLOW, kubo.id(node.endpoint(), SOON));
      assertThat(fault.took()).isLessThan(SOON.plusSeconds(3));
      assertThat(fault.detail()).contains("did not end within 400 ms");
      await().atMost(AMPLE).until(() -> node.closedByPeer() == 1);
    }
  }

  @Test
  void garbageOfTenMegabytesEndsAtTheBound() throws Exception {
    byte[] garbage = new byte[10 << 20];
    java.util.Arrays.fill(garbage, (byte) 'x');
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              wire.write(
                  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                      + garbage.length
                      + "\r\n\r\n");
              wire.write(garbage);
            })) {
      Fault<Identity> fault = fault(FaultKind.TOO_LARGE, kubo.id(node.endpoint(), AMPLE));
      assertThat(fault.detail()).contains("bound of 262144 bytes");
      await().atMost(AMPLE).until(() -> node.closedByPeer() == 1);
    }
  }

  @Test
  void garbageThatIsNotHttpIsNotKubo() throws Exception {
    byte[] garbage = new byte[10 << 20];
    java.util.Arrays.fill(garbage, (byte) 'x');
    try (StubNode node = new StubNode((request, wire) -> wire.write(garbage))) {
      fault(FaultKind.NOT_KUBO, kubo.id(node.endpoint(), AMPLE));
      fault(FaultKind.NOT_KUBO, kubo.version(node.endpoint(), AMPLE));
    }
  }

  @Test
  void anEndlessLineIsTooLargeAndAnEndlessStreamToo() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              wire.chunkedHead();
              boolean pins = request.line().contains("pin/ls");
              while (true) {
                wire.chunk(pins ? "x".repeat(1000) : "{\"Key\":{\"/\":\"bafy\"}}\n".repeat(50));
              }
            })) {
      Fault<Long> line =
          fault(FaultKind.TOO_LARGE, kubo.pinLs(node.endpoint(), PinType.DIRECT, cid -> {}, AMPLE));
      assertThat(line.detail()).contains("a line is longer than 4096 bytes");
      Fault<GcOutcome> stream = fault(FaultKind.TOO_LARGE, kubo.repoGc(node.endpoint(), AMPLE));
      assertThat(stream.detail()).contains("bound of 1048576 bytes");
    }
  }

  @Test
  void aBodyCutShortIsCut() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              if (request.line().contains("/id")) {
                wire.write(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n"
                        + "\r\n{\"ID\":");
              } else {
                wire.chunkedHead();
                wire.chunk("{\"Version\":");
              }
              wire.close();
            })) {
      Fault<Identity> length = fault(FaultKind.CUT, kubo.id(node.endpoint(), AMPLE));
      assertThat(length.detail()).contains("in the middle");
      fault(FaultKind.CUT, kubo.version(node.endpoint(), AMPLE));
    }
  }

  @Test
  void closingWithoutAWordIsCutAfterOneMoreTry() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.close())) {
      Fault<Identity> fault = fault(FaultKind.CUT, kubo.id(node.endpoint(), AMPLE));
      assertThat(fault.detail()).contains("before an answer");
      assertThat(node.connections()).isEqualTo(2);
    }
  }

  @Test
  void anAnswerCutInTheMiddleIsNotAskedForAgain() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              wire.chunkedHead();
              wire.close();
            })) {
      fault(FaultKind.CUT, kubo.id(node.endpoint(), AMPLE));
      assertThat(node.connections()).isEqualTo(1);
    }
  }

  @Test
  void aTrailerErrorSpoilsAWholeAnswer() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              wire.chunkedHead();
              wire.chunk("{\"Cid\":\"bafy\",\"Type\":\"recursive\"}\n");
              wire.lastChunk(
                  request.line().contains("direct")
                      ? "context deadline exceeded"
                      : "datastore is closed");
            })) {
      Fault<Long> late =
          fault(
              FaultKind.LATE_ERROR,
              kubo.pinLs(node.endpoint(), PinType.RECURSIVE, cid -> {}, AMPLE));
      assertThat(late.detail()).contains("pin/ls").contains("kubo says: datastore is closed");
      fault(FaultKind.TIMED_OUT, kubo.pinLs(node.endpoint(), PinType.DIRECT, cid -> {}, AMPLE));
    }
  }

  @Test
  void noRoomOnTheDiskOfTheBlocksIsAKindOfItsOwn() throws Exception {
    String sentence =
        "{\"Message\":\"open /data/ipfs/blocks/.temp/temp-1: %s\",\"Code\":0,\"Type\":\"error\"}";

    for (String full : List.of("no space left on device", "disk quota exceeded")) {
      assertThat(status(500, "application/json", sentence.formatted(full)))
          .as(full)
          .isEqualTo(FaultKind.NO_SPACE);
    }
    assertThat(status(500, "application/json", sentence.formatted("read-only file system")))
        .isEqualTo(FaultKind.REJECTED);
  }

  @Test
  void eachStatusHasItsMeaning() throws Exception {
    assertThat(status(403, "text/plain; charset=utf-8", "403 - Forbidden"))
        .isEqualTo(FaultKind.FORBIDDEN);
    assertThat(status(401, "text/html", "<html>")).isEqualTo(FaultKind.FORBIDDEN);
    assertThat(status(404, "text/plain", "404 page not found")).isEqualTo(FaultKind.NOT_KUBO);
    assertThat(status(405, "text/plain", "405 - Method Not Allowed")).isEqualTo(FaultKind.NOT_KUBO);
    assertThat(status(302, "text/html", "<html>")).isEqualTo(FaultKind.NOT_KUBO);
    assertThat(status(503, "text/html", "<html>")).isEqualTo(FaultKind.NOT_KUBO);
    assertThat(status(500, "text/plain", "oops")).isEqualTo(FaultKind.NOT_KUBO);
    assertThat(status(502, "text/html", "x".repeat(65_000 + 600))).isEqualTo(FaultKind.NOT_KUBO);
    assertThat(status(400, "text/plain", "argument \"cid\" is required"))
        .isEqualTo(FaultKind.REJECTED);
    assertThat(
            status(500, "application/json", "{\"Message\":\"no\",\"Code\":0,\"Type\":\"error\"}"))
        .isEqualTo(FaultKind.REJECTED);
    assertThat(
            status(
                500,
                "application/json",
                "{\"Message\":\"pin: context deadline exceeded\",\"Code\":0,\"Type\":\"error\"}"))
        .isEqualTo(FaultKind.TIMED_OUT);
    assertThat(status(400, "application/json", error("no such option")))
        .isEqualTo(FaultKind.REJECTED);
    assertThat(status(500, "application/json", "{\"Code\":0}")).isEqualTo(FaultKind.MALFORMED);
    assertThat(status(200, "text/html", "<html>")).isEqualTo(FaultKind.NOT_KUBO);
    assertThat(status(200, "application/json", "{\"Message\":\"no\",\"Type\":\"error\"}"))
        .isEqualTo(FaultKind.REJECTED);
    assertThat(status(200, "application/json", "")).isEqualTo(FaultKind.MALFORMED);
    assertThat(status(200, "application/json", "[]")).isEqualTo(FaultKind.MALFORMED);
    assertThat(status(200, "application/json", "{\"ID\":")).isEqualTo(FaultKind.MALFORMED);
  }

  @Test
  void aNodeWithoutANetworkSaysSoInFourWays() throws Exception {
    String peers = "this action must be run in online mode, try running 'ipfs daemon' first";
    String peering = "this command must be run in online mode. Try running 'ipfs daemon' first";
    String block = "block was not found locally (offline): ipld: could not find bafkreigh2akis";
    assertThat(status(500, "application/json", error(peers))).isEqualTo(FaultKind.OFFLINE);
    assertThat(status(500, "application/json", error(peering))).isEqualTo(FaultKind.OFFLINE);
    assertThat(status(400, "application/json", error("unable to run offline: " + peering)))
        .isEqualTo(FaultKind.OFFLINE);
    assertThat(status(500, "application/json", error(block))).isEqualTo(FaultKind.OFFLINE);
  }

  private static String error(String message) {
    return "{\"Message\":\"%s\",\"Code\":1,\"Type\":\"error\"}".formatted(message);
  }

  private static FaultKind status(int status, String type, String body) throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.status(status, type, body))) {
      Reply<Identity> reply = reply(kubo.id(node.endpoint(), AMPLE));
      return reply.fold(
          answer -> {
            throw new AssertionError(answer.toString());
          },
          Fault::kind);
    }
  }

  @Test
  void anEmptyAnswerWithoutATypeIsMalformedEvenForAStream() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) ->
                wire.write("HTTP/1.1 200 OK\r\nServer: kubo\r\nContent-Length: 0\r\n\r\n"))) {
      fault(FaultKind.MALFORMED, kubo.pinLs(node.endpoint(), PinType.RECURSIVE, cid -> {}, AMPLE));
      fault(FaultKind.MALFORMED, kubo.repoGc(node.endpoint(), AMPLE));
      fault(FaultKind.MALFORMED, kubo.id(node.endpoint(), AMPLE));
    }
  }

  @Test
  void callsBeyondTheBoundsOfANodeFailAndTheOthersGoOn() throws Exception {
    try (StubNode silent = new StubNode((request, wire) -> wire.awaitClose());
        StubNode other = new StubNode((request, wire) -> wire.json("{\"Peers\":null}"))) {
      List<CompletionStage<Reply<Identity>>> asked = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        asked.add(kubo.id(silent.endpoint(), Duration.ofSeconds(1)));
      }
      assertThat(answer(kubo.swarmPeers(other.endpoint(), AMPLE)).peers()).isEmpty();
      fault(FaultKind.STALLED, asked.get(0));
      fault(FaultKind.STALLED, asked.get(1));
      fault(FaultKind.CROWDED, asked.get(2));
      fault(FaultKind.CROWDED, asked.get(3));
      Fault<Identity> crowded = fault(FaultKind.CROWDED, asked.get(4));
      assertThat(crowded.detail()).contains("2 calls wait for it already");
      assertThat(crowded.took()).isLessThan(Duration.ofMillis(900));
    }
  }
}
