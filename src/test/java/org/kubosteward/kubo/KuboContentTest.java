package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;
import org.kubosteward.ipld.HashFunction;

/** Short calls about content: what is asked, and what each answer of kubo's means. */
class KuboContentTest extends KuboTestBase {
  private static final String RAW = "application/vnd.ipld.raw";
  private static final Block BLOCK = block("a block", HashFunction.SHA2_256);

  private static KuboContent content;

  @BeforeAll
  static void openContent() {
    content = new KuboContent(vertx, SMALL, Clocks.of(InstantSource.system()), options -> {});
  }

  @AfterAll
  static void closeContent() {
    content.close();
  }

  private static Block block(String text, HashFunction hash) {
    return Block.of(Cid.RAW, hash, text.getBytes(StandardCharsets.UTF_8));
  }

  private static StubNode saying(String message) throws Exception {
    return status(500, "application/json", "{\"Message\":\"" + message + "\",\"Type\":\"error\"}");
  }

  private static StubNode status(int status, String type, String body) throws Exception {
    return new StubNode((request, wire) -> wire.status(status, type, body));
  }

  @Test
  void whatIsNotThereIsAbsentThoughTheNodeHasANetwork() throws Exception {
    try (StubNode node =
        saying("block was not found locally (offline): ipld: could not find " + BLOCK.cid())) {
      assertThat(answer(content.blockStat(node.endpoint(), BLOCK.cid(), AMPLE)))
          .isEqualTo(OptionalLong.empty());
      fault(FaultKind.ABSENT, content.blockGet(node.endpoint(), BLOCK.cid(), AMPLE));
      assertThat(node.requests())
          .allSatisfy(request -> assertThat(request.line()).contains("offline=true"));
      fault(FaultKind.OFFLINE, kubo.blockGet(node.endpoint(), BLOCK.cid().toString(), AMPLE));
    }
    try (StubNode broken = saying("leveldb: closed")) {
      fault(FaultKind.REJECTED, content.blockStat(broken.endpoint(), BLOCK.cid(), AMPLE));
    }
  }

  @Test
  void aBlockIsVerifiedBeforeItIsBelieved() throws Exception {
    try (StubNode good = status(200, "text/plain", "a block");
        StubNode bad = status(200, "text/plain", "a block!")) {
      assertThat(answer(content.blockGet(good.endpoint(), BLOCK.cid(), AMPLE))).isEqualTo(BLOCK);
      assertThat(
              fault(FaultKind.CORRUPT, content.blockGet(bad.endpoint(), BLOCK.cid(), AMPLE))
                  .detail())
          .contains(BLOCK.cid().toString())
          .contains("another hash");
    }
  }

  @Test
  void aBlockIsPutUnderItsOwnNameOrNotAtAll() throws Exception {
    Block blake = block("by another hash", HashFunction.BLAKE2B_256);
    try (StubNode node =
        new StubNode(
            (request, wire) -> wire.json("{\"Key\":\"" + blake.cid() + "\",\"Size\":3}"))) {
      assertThat(answer(content.blockPut(node.endpoint(), blake, AMPLE))).isEqualTo(blake.cid());
      assertThat(
              fault(FaultKind.MALFORMED, content.blockPut(node.endpoint(), BLOCK, AMPLE)).detail())
          .contains("kubo calls the block " + blake.cid());
      StubNode.Request first = node.requests().get(0);
      assertThat(first.line())
          .contains("pin=false&cid-codec=raw&mhtype=blake2b-256&mhlen=32")
          .doesNotContain("allow-big-block");
      assertThat(first.body()).contains("\r\n\r\nby another hash\r\n--");
      Block large = Block.of(Cid.RAW, HashFunction.SHA2_256, new byte[(1 << 20) + 1]);
      fault(FaultKind.MALFORMED, content.blockPut(node.endpoint(), large, AMPLE));
      assertThat(node.requests().get(2).line()).contains("allow-big-block=true");
    }
  }

  @Test
  void whatStandsInItsCidIsNotPut() {
    Block within = block("within", HashFunction.IDENTITY);
    KuboEndpoint nobody =
        new KuboEndpoint(java.net.URI.create("http://127.0.0.1:1"), Optional.empty());
    assertThatThrownBy(() -> content.blockPut(nobody, within, AMPLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing to store");
  }

  @Test
  void noPinIsAnAnswerAndNoFault() throws Exception {
    Cid cid = BLOCK.cid();
    for (String no :
        List.of("path '" + cid + "' is not pinned", "not pinned or pinned indirectly")) {
      try (StubNode node = saying(no)) {
        assertThat(answer(content.pinOf(node.endpoint(), cid, PinType.RECURSIVE, AMPLE))).isEmpty();
        assertThat(answer(content.pinRm(node.endpoint(), cid, AMPLE))).isFalse();
      }
    }
    try (StubNode broken = saying("the datastore is not pinned down")) {
      fault(FaultKind.REJECTED, content.pinOf(broken.endpoint(), cid, PinType.RECURSIVE, AMPLE));
      fault(FaultKind.REJECTED, content.pinRm(broken.endpoint(), cid, AMPLE));
    }
  }

  @Test
  void aGatewayIsAskedForWhatItHoldsAlone() throws Exception {
    try (StubNode node = status(200, RAW, "a block")) {
      assertThat(answer(content.gateway().block(node.endpoint(), BLOCK.cid(), AMPLE)))
          .isEqualTo(BLOCK);
      StubNode.Request request = node.requests().get(0);
      assertThat(request.line()).isEqualTo("GET /ipfs/" + BLOCK.cid() + "?format=raw HTTP/1.1");
      assertThat(request.headers())
          .containsEntry("accept", RAW)
          .containsEntry("cache-control", "only-if-cached");
    }
  }

  @Test
  void everyStatusOfAGatewayHasItsMeaning() throws Exception {
    Map<Integer, FaultKind> meanings =
        Map.of(
            412, FaultKind.ABSENT,
            429, FaultKind.CROWDED,
            504, FaultKind.TIMED_OUT,
            500, FaultKind.REJECTED,
            400, FaultKind.REJECTED,
            410, FaultKind.REJECTED,
            403, FaultKind.FORBIDDEN,
            404, FaultKind.NOT_KUBO,
            302, FaultKind.NOT_KUBO);
    for (Map.Entry<Integer, FaultKind> meaning : meanings.entrySet()) {
      try (StubNode node = status(meaning.getKey(), "text/plain", "whatever")) {
        fault(meaning.getValue(), content.gateway().block(node.endpoint(), BLOCK.cid(), AMPLE));
        fault(
            meaning.getValue(),
            content
                .gateway()
                .car(node.endpoint(), CarWanted.all(BLOCK.cid()), block -> {}, AMPLE)
                .reply());
      }
    }
  }

  @Test
  void aGatewayThatFetchesNothingSaysSoWithAnotherStatus() throws Exception {
    try (StubNode node = status(404, "text/plain", "ipld: could not find " + BLOCK.cid())) {
      fault(FaultKind.ABSENT, content.gateway().block(node.endpoint(), BLOCK.cid(), AMPLE));
    }
  }

  @Test
  void whatIsNoTrustlessAnswerIsNotKubos() throws Exception {
    try (StubNode html = status(200, "text/html", "<p>a block</p>");
        StubNode bad = status(200, RAW, "a block!");
        StubNode large = status(200, RAW, "x".repeat(Block.MOST_BYTES + 1))) {
      fault(FaultKind.NOT_KUBO, content.gateway().block(html.endpoint(), BLOCK.cid(), AMPLE));
      fault(FaultKind.CORRUPT, content.gateway().block(bad.endpoint(), BLOCK.cid(), AMPLE));
      fault(FaultKind.TOO_LARGE, content.gateway().block(large.endpoint(), BLOCK.cid(), AMPLE));
      fault(
          FaultKind.NOT_KUBO,
          content
              .gateway()
              .car(html.endpoint(), CarWanted.all(BLOCK.cid()), block -> {}, AMPLE)
              .reply());
    }
  }

  @Test
  void aRangeOfAFileIsAskedForByName() throws Exception {
    try (StubNode node = status(412, "text/plain", "no")) {
      CarWanted range = CarWanted.range(BLOCK.cid(), new org.kubosteward.ipld.ByteRange(5, 10));
      fault(
          FaultKind.ABSENT,
          content.gateway().car(node.endpoint(), range, block -> {}, AMPLE).reply());
      assertThat(node.requests().get(0).line())
          .contains("format=car&car-version=1&car-order=dfs&car-dups=n")
          .contains("dag-scope=entity&entity-bytes=5%3A9");
    }
  }
}
