package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is sent, over which connection, and how often. */
class KuboConnectionsTest extends KuboTestBase {
  private static final String SECRET = "Basic c3Rld2FyZDpodW50ZXIy";
  private static final String VERSION =
      "{\"Version\":\"0.43.0\",\"Commit\":\"\",\"Repo\":\"18\",\"System\":\"amd64/linux\"}";

  @Test
  void ordinaryCallsShareAConnectionAndVersionOpensItsOwn() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) ->
                wire.json(request.line().contains("/version") ? VERSION : "{\"Peers\":[]}"))) {
      for (int i = 0; i < 3; i++) {
        answer(kubo.swarmPeers(node.endpoint(), AMPLE));
      }
      assertThat(node.connections()).isEqualTo(1);
      answer(kubo.version(node.endpoint(), AMPLE));
      answer(kubo.version(node.endpoint(), AMPLE));
      assertThat(node.connections()).isEqualTo(3);
      answer(kubo.swarmPeers(node.endpoint(), AMPLE));
      assertThat(node.connections()).isEqualTo(3);
    }
  }

  @Test
  void anIdleConnectionClosedByTheNodeIsNoFault() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              if (request.line().contains("bootstrap")) {
                wire.close();
              } else {
                wire.json("{\"Peers\":[]}");
              }
            })) {
      answer(kubo.swarmPeers(node.endpoint(), AMPLE));
      node.closeConnections();
      assertThat(answer(kubo.swarmPeers(node.endpoint(), AMPLE)).peers()).isEmpty();
    }
  }

  @Test
  void aKeptConnectionThatDiesUnderTheRequestIsTriedOnceMoreOnANewOne() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) -> {
              if (request.connection() == 1 && request.line().contains("bootstrap")) {
                wire.close();
              } else {
                wire.json("{\"Peers\":[]}");
              }
            })) {
      answer(kubo.swarmPeers(node.endpoint(), AMPLE));
      assertThat(answer(kubo.bootstrapList(node.endpoint(), AMPLE)).addresses()).isEmpty();
      assertThat(node.connections()).isEqualTo(2);
      assertThat(node.requests()).hasSize(3);
    }
  }

  @Test
  void whatChangesSomethingIsNeverAskedTwice() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.close())) {
      fault(FaultKind.CUT, kubo.blockRm(node.endpoint(), List.of("bafy"), AMPLE));
      fault(FaultKind.CUT, kubo.blockPut(node.endpoint(), new byte[] {1}, AMPLE));
      fault(FaultKind.CUT, kubo.swarmDisconnect(node.endpoint(), "12D3", AMPLE));
      fault(FaultKind.CUT, kubo.swarmConnect(node.endpoint(), List.of("/ip4/1.2.3.4"), AMPLE));
      fault(FaultKind.CUT, kubo.repoGc(node.endpoint(), AMPLE));
      assertThat(node.requests()).hasSize(5);
    }
  }

  @Test
  void everyCallIsAPostThatKuboTakesForNoBrowser() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.json("{}"))) {
      KuboEndpoint at = node.endpoint();
      reply(kubo.id(at, AMPLE));
      reply(kubo.version(at, AMPLE));
      reply(kubo.processMetrics(at, AMPLE));
      reply(kubo.repoGc(at, AMPLE));
      assertThat(node.requests())
          .hasSize(4)
          .allSatisfy(
              request -> {
                assertThat(request.line()).startsWith("POST /").endsWith(" HTTP/1.1");
                assertThat(request.headers()).doesNotContainKeys("origin", "referer");
                assertThat(request.headers().get("user-agent")).doesNotContain("Mozilla");
              });
    }
  }

  @Test
  void kuboIsToldToGiveUpALittleBeforeWeDo() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.json("{\"Peers\":[]}"))) {
      answer(kubo.swarmPeers(node.endpoint(), Duration.ofSeconds(2)));
      answer(kubo.swarmPeers(node.endpoint(), Duration.ofMinutes(1)));
      assertThat(timeout(node.requests().get(0))).isBetween(1_000L, 1_800L);
      assertThat(timeout(node.requests().get(1))).isBetween(50_000L, 59_500L);
      assertThat(node.requests().get(0).line()).contains("/api/v0/swarm/peers?direction=true&");
    }
  }

  private static long timeout(StubNode.Request request) {
    Matcher timeout = Pattern.compile("timeout=(\\d+)ms").matcher(request.line());
    assertThat(timeout.find()).as(request.line()).isTrue();
    return Long.parseLong(timeout.group(1));
  }

  @Test
  void argumentsAreEscaped() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.json("{\"Hash\":\"x\"}"))) {
      answer(kubo.blockRm(node.endpoint(), List.of("a&force=false #"), AMPLE));
      assertThat(node.requests().get(0).line())
          .startsWith("POST /api/v0/block/rm?force=true&arg=a%26force%3Dfalse+%23&timeout=");
    }
  }

  @Test
  void aPathBeforeTheApiIsKept() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.json("{\"Peers\":[]}"))) {
      URI behindAProxy = URI.create("http://127.0.0.1:" + node.port() + "/ipfs-0/");
      answer(kubo.bootstrapList(new KuboEndpoint(behindAProxy, Optional.empty()), AMPLE));
      assertThat(node.requests().get(0).line()).startsWith("POST /ipfs-0/api/v0/bootstrap/list?");
    }
  }

  @Test
  void aBlockGoesUpAsOneMultipartFile() throws Exception {
    try (StubNode node = new StubNode((request, wire) -> wire.json("{\"Key\":\"bafkk\"}"))) {
      byte[] block = {0, '\r', '\n', '-', '-', (byte) 0xff};
      assertThat(answer(kubo.blockPut(node.endpoint(), block, AMPLE))).isEqualTo("bafkk");
      StubNode.Request request = node.requests().get(0);
      assertThat(request.line()).contains("block/put?pin=false&cid-codec=raw&");
      String type = request.headers().getOrDefault("content-type", "");
      assertThat(type).startsWith("multipart/form-data; boundary=");
      String boundary = type.substring(type.indexOf('=') + 1);
      assertThat(request.body())
          .startsWith("--" + boundary + "\r\n")
          .contains("\r\n\r\n" + new String(block, StandardCharsets.ISO_8859_1) + "\r\n--")
          .endsWith("--" + boundary + "--\r\n");
    }
  }

  @Test
  void theCredentialIsSentAndNeverShown() throws Exception {
    try (StubNode node =
        new StubNode(
            (request, wire) ->
                wire.status(
                    500,
                    "application/json",
                    "{\"Message\":\"who is "
                        + request.headers().get("authorization")
                        + " or c3Rld2FyZDpodW50ZXIy\"}"))) {
      KuboEndpoint endpoint = node.endpoint(Optional.of(SECRET));
      Fault<Identity> fault = fault(FaultKind.REJECTED, kubo.id(endpoint, AMPLE));
      assertThat(node.requests().get(0).headers()).containsEntry("authorization", SECRET);
      assertThat(fault.toString()).contains("***").doesNotContain("c3Rld2FyZDpodW50ZXIy");
      assertThat(endpoint.toString())
          .contains("with authorization")
          .doesNotContain("c3Rld2FyZDpodW50ZXIy");
    }
  }

  @Test
  void aWrongAddressIsRefusedWithWhatToWriteInstead() {
    for (String wrong : List.of("10.0.0.7:5001", "ftp://a:1", "http:///x", "node")) {
      assertThatThrownBy(() -> new KuboEndpoint(URI.create("x:" + wrong), Optional.empty()))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(
            () -> new KuboEndpoint(URI.create("http://me:hunter2@node:5001"), Optional.empty()))
        .hasMessageContaining("node")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(
            () -> new KuboEndpoint(URI.create("http://node:5001/api/v0"), Optional.empty()))
        .hasMessageContaining("before /api/v0");
    assertThatThrownBy(
            () -> new KuboEndpoint(URI.create("http://node:5001"), Optional.of("Basic a\r\nb")))
        .hasMessageNotContaining("Basic");
  }

  @Test
  void anAddressOfVersionSixLosesItsBrackets() {
    KuboEndpoint six = new KuboEndpoint(URI.create("http://[::1]:5001"), Optional.empty());
    assertThat(six.host()).isEqualTo("::1");
    assertThat(six.port()).isEqualTo(5001);
  }

  @Test
  void aDeadlineOfNothingIsAMistakeOfTheCaller() {
    KuboEndpoint node = new KuboEndpoint(URI.create("http://127.0.0.1:1"), Optional.empty());
    assertThatThrownBy(() -> kubo.id(node, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deadline");
  }

  @Test
  void boundsMustBeAboveZero() {
    assertThatThrownBy(
            () -> new KuboLimits(Duration.ofSeconds(2), Duration.ofSeconds(60), 4, 0, 64, 1, 1, 1))
        .hasMessage("freshConnectionsPerNode must be above zero, not 0");
  }
}
