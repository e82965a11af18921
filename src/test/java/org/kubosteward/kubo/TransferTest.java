package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;

/** Calls that stream: who stops is at fault, nobody is overrun, and whoever gives up is heard. */
class TransferTest extends KuboTestBase {
  private static final SampleDag DAG = SampleDag.ofFile(1, (8 << 20) + 1);
  private static final String DONE =
      """
      {"Root":{"Cid":{"/":"%s"},"PinErrorMsg":""}}
      {"Stats":{"BlockCount":9,"BlockBytesCount":77}}
      """;

  private static KuboContent content;
  private final List<HttpServer> servers = new ArrayList<>();

  @BeforeAll
  static void openContent() {
    content = new KuboContent(vertx, SMALL, Clocks.of(InstantSource.system()), options -> {});
  }

  @AfterAll
  static void closeContent() {
    content.close();
  }

  @AfterEach
  void stopTheServers() throws Exception {
    for (HttpServer server : servers) {
      server.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  private KuboEndpoint node(Handler<HttpServerRequest> script) throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(script)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    servers.add(server);
    return new KuboEndpoint(
        URI.create("http://127.0.0.1:" + server.actualPort()), Optional.empty());
  }

  private static HttpServerResponse json(HttpServerRequest request) {
    return request.response().putHeader("Content-Type", "application/json").setChunked(true);
  }

  private static HttpServerResponse car(HttpServerRequest request) {
    return request
        .response()
        .putHeader("Content-Type", "application/vnd.ipld.car; version=1")
        .setChunked(true);
  }

  @Test
  void anUploadIsOneFileOfAFormByteForByte() throws Exception {
    CompletableFuture<String> sent = new CompletableFuture<>();
    CompletableFuture<String> uri = new CompletableFuture<>();
    KuboEndpoint node =
        node(
            request -> {
              uri.complete(request.uri());
              String boundary = request.getHeader("Content-Type").split("boundary=", 2)[1];
              request.bodyHandler(
                  body -> {
                    sent.complete(body.toString().replace(boundary, "B"));
                    json(request).end(DONE.formatted(DAG.root()));
                  });
            });
    BytePipe pipe = new BytePipe(100);
    Transfer<CarImport> transfer = content.dagImport(node, pipe, false, AMPLE);
    pipe.write(ByteBuffer.wrap(new byte[] {'c', 'a'}));
    pipe.write(ByteBuffer.wrap(new byte[] {'r'}));
    pipe.end();

    assertThat(answer(transfer.reply())).isEqualTo(new CarImport(9, 77, List.of(DAG.root())));
    assertThat(uri.get()).isEqualTo("/api/v0/dag/import?pin-roots=false&stats=true");
    assertThat(sent.get())
        .isEqualTo(
            """
            --B
            Content-Disposition: form-data; name="data"; filename="data"
            Content-Type: application/octet-stream

            car
            --B--
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void aNodeThatTakesNoMoreBytesIsStalledAndNoMoreAreMadeForIt() throws Exception {
    KuboEndpoint node = node(HttpServerRequest::pause);
    BytePipe pipe = new BytePipe(1 << 20);
    Transfer<CarImport> transfer = content.dagImport(node, pipe, true, Duration.ofSeconds(1));
    long made = 0;
    ByteBuffer piece = ByteBuffer.allocate(64 << 10);
    while (pipe.put(piece.duplicate(), AMPLE)) {
      made += piece.capacity();
    }

    Fault<CarImport> stalled = fault(FaultKind.STALLED, transfer.reply());
    assertThat(stalled.detail()).contains("dag/import at").contains("took no byte for 1000 ms");
    assertThat(made).as("the kernel's buffers and the pipe").isLessThan(32 << 20);
  }

  @Test
  void aNodeThatTookAllAndIsSilentIsStalled() throws Exception {
    KuboEndpoint node = node(request -> {});
    BytePipe pipe = new BytePipe(100);
    Transfer<CarImport> transfer = content.dagImport(node, pipe, true, SOON);
    pipe.end();
    assertThat(fault(FaultKind.STALLED, transfer.reply()).detail())
        .contains("answered not one byte");
  }

  @Test
  void aMakerThatPausesOrFailsIsNoFaultOfTheNode() throws Exception {
    AtomicInteger gone = new AtomicInteger();
    KuboEndpoint node =
        node(request -> request.connection().closeHandler(closed -> gone.incrementAndGet()));
    BytePipe pausing = new BytePipe(100);
    pausing.write(ByteBuffer.wrap(new byte[] {1}));
    BytePipe failing = new BytePipe(100);
    Transfer<CarImport> failed = content.dagImport(node, failing, true, AMPLE);
    failing.write(ByteBuffer.wrap(new byte[] {1}));
    failing.fail(new IOException("the disk is gone"));

    assertThat(
            fault(FaultKind.CANCELLED, content.dagImport(node, pausing, true, SOON).reply())
                .detail())
        .contains("nothing came to be sent for 400 ms");
    assertThat(fault(FaultKind.CANCELLED, failed.reply()).detail())
        .contains("could not be made: the disk is gone");
    assertThat(failing.write(ByteBuffer.allocate(1))).isFalse();
    await("both connections to be reset").until(() -> gone.get() == 2);
  }

  @Test
  void aRefusalInTheMiddleOfAnUploadIsHeardAndEndsIt() throws Exception {
    KuboEndpoint node =
        node(
            request ->
                request.handler(
                    first -> {
                      request.pause();
                      json(request)
                          .setStatusCode(500)
                          .end("{\"Message\":\"not a car\",\"Type\":\"error\"}");
                    }));
    BytePipe pipe = new BytePipe(1 << 20);
    Transfer<CarImport> transfer = content.dagImport(node, pipe, true, AMPLE);
    makeUntilNobodyReads(pipe);
    assertThat(fault(FaultKind.REJECTED, transfer.reply()).detail()).endsWith("not a car");
  }

  private static void makeUntilNobodyReads(BytePipe pipe) throws Exception {
    ByteBuffer piece = ByteBuffer.allocate(64 << 10);
    try {
      while (pipe.put(piece.duplicate(), AMPLE)) {
        // The node decides when this ends.
      }
    } catch (TimeoutException late) {
      throw new AssertionError("nobody told the maker", late);
    }
  }

  @Test
  void anAnswerBeforeTheLastByteIsNone() throws Exception {
    KuboEndpoint node = node(request -> json(request).end(DONE.formatted(DAG.root())));
    BytePipe pipe = new BytePipe(100);
    Transfer<CarImport> transfer = content.dagImport(node, pipe, true, AMPLE);
    assertThat(fault(FaultKind.MALFORMED, transfer.reply()).detail())
        .contains("before it had all bytes");
  }

  @Test
  void linesThatSayNothingDoNotKeepAPinAlive() throws Exception {
    KuboEndpoint node =
        node(
            request -> {
              HttpServerResponse response = json(request);
              response.write("{\"Progress\":1,\"Bytes\":10}\n");
              long timer = vertx.setPeriodic(20, tick -> response.write("{\"Progress\":1}\n"));
              response.closeHandler(closed -> vertx.cancelTimer(timer));
            });
    Transfer<PinProgress> pin =
        content.pinAdd(node, DAG.root(), "", progress -> {}, Duration.ofSeconds(1));
    assertThat(fault(FaultKind.TOO_SLOW, pin.reply()).detail()).contains("got no further");
  }

  @Test
  void aPinThatGetsOnMayTakeLongerThanItsPatience() throws Exception {
    AtomicInteger nodes = new AtomicInteger();
    KuboEndpoint node =
        node(
            request -> {
              HttpServerResponse response = json(request);
              vertx.setPeriodic(
                  200,
                  tick -> {
                    int now = nodes.incrementAndGet();
                    if (now < 15) {
                      response.write("{\"Progress\":" + now + "}\n");
                    } else {
                      vertx.cancelTimer(tick);
                      response.end("{\"Pins\":[\"" + DAG.root() + "\"]}\n");
                    }
                  });
            });
    Duration patience = Duration.ofSeconds(2);
    Reply<PinProgress> pinned =
        reply(content.pinAdd(node, DAG.root(), "n", progress -> {}, patience).reply());
    assertThat(pinned.optional()).contains(new PinProgress(14, 0));
    assertThat(pinned.took()).isGreaterThan(patience);
  }

  @Test
  void whatIsCancelledResetsItsConnectionInEveryPhase() throws Exception {
    AtomicInteger gone = new AtomicInteger();
    CompletableFuture<Boolean> asked = new CompletableFuture<>();
    KuboEndpoint node =
        node(
            request -> {
              request.connection().closeHandler(closed -> gone.incrementAndGet());
              json(request).write("{\"Progress\":1}\n");
              asked.complete(true);
            });
    Transfer<PinProgress> before = content.pinAdd(node, DAG.root(), "", progress -> {}, AMPLE);
    before.cancel("not wanted");
    assertThat(fault(FaultKind.CANCELLED, before.reply()).detail()).endsWith("not wanted");
    Transfer<PinProgress> reading = content.pinAdd(node, DAG.root(), "", progress -> {}, AMPLE);
    asked.get(10, TimeUnit.SECONDS);
    reading.cancel("nor this");
    reading.cancel("twice is once");
    assertThat(fault(FaultKind.CANCELLED, reading.reply()).detail()).endsWith("nor this");
    await().until(() -> gone.get() >= 1);
  }

  /** Takes no more than one block at a time. */
  private static final class Slow implements BlockSink {
    private final List<Block> blocks = new ArrayList<>();
    private final boolean givesRoom;
    private volatile boolean full;

    private Slow(boolean givesRoom) {
      this.givesRoom = givesRoom;
    }

    @Override
    public void take(Block block) {
      blocks.add(block);
      full = true;
    }

    @Override
    public boolean isFull() {
      return full;
    }

    @Override
    public void whenRoom(Runnable goOn) {
      if (givesRoom) {
        full = false;
        CompletableFuture.runAsync(goOn).join();
      }
    }
  }

  @Test
  void blocksComeNoFasterThanTheyAreTaken() throws Exception {
    KuboEndpoint node = node(request -> car(request).end(Buffer.buffer(DAG.car())));
    Slow slow = new Slow(true);
    CarWanted all = CarWanted.all(DAG.root());
    assertThat(answer(content.gateway().car(node, all, slow, AMPLE).reply()).bytes())
        .isEqualTo(DAG.size());
    assertThat(slow.blocks).containsExactlyElementsOf(DAG.inDepthOrder());
    Slow stuck = new Slow(false);
    assertThat(
            fault(FaultKind.CANCELLED, content.gateway().car(node, all, stuck, SOON).reply())
                .detail())
        .contains("was not taken by the plane for 400 ms");
    assertThat(stuck.blocks).as("what one piece of the body held").hasSizeLessThan(3);
  }

  @Test
  void aSinkThatFailsIsNoFaultOfTheNode() throws Exception {
    KuboEndpoint node = node(request -> car(request).end(Buffer.buffer(DAG.car())));
    BlockSink failing =
        block -> {
          throw new IllegalStateException("no room on our side");
        };
    CarWanted all = CarWanted.all(DAG.root());
    assertThat(
            fault(FaultKind.CANCELLED, content.gateway().car(node, all, failing, AMPLE).reply())
                .detail())
        .contains("could not be taken: no room on our side");
  }

  @Test
  void anErrorInTheTrailerOrACutIsNoWholeCar() throws Exception {
    KuboEndpoint late =
        node(
            request ->
                car(request)
                    .putTrailer("X-Stream-Error", "a block is gone")
                    .end(Buffer.buffer(DAG.car())));
    KuboEndpoint cut =
        node(
            request ->
                car(request)
                    .write(Buffer.buffer(DAG.car()))
                    .onComplete(sent -> request.connection().close()));
    CarWanted all = CarWanted.all(DAG.root());
    assertThat(
            fault(FaultKind.LATE_ERROR, content.dagExport(late, all, block -> {}, AMPLE).reply())
                .detail())
        .endsWith("kubo says: a block is gone");
    fault(FaultKind.CUT, content.dagExport(cut, all, block -> {}, AMPLE).reply());
  }

  @Test
  void ofACopyTheFaultIsThatOfTheSideThatFailed() throws Exception {
    Cid root = DAG.root();
    byte[] spoilt = DAG.car();
    spoilt[spoilt.length / 2] ^= 1;
    KuboEndpoint bad = node(request -> car(request).end(Buffer.buffer(spoilt)));
    KuboEndpoint good = node(request -> car(request).end(Buffer.buffer(DAG.car())));
    KuboEndpoint full =
        node(
            request ->
                json(request)
                    .setStatusCode(500)
                    .end("{\"Message\":\"no space left on device\",\"Type\":\"error\"}"));
    KuboEndpoint liar =
        node(
            request ->
                request.endHandler(
                    end -> json(request).end(DONE.formatted(DAG.blocks().get(0).cid()))));
    assertThat(fault(FaultKind.CORRUPT, copy(root, bad, liar)).detail()).startsWith("ipfs/" + root);
    assertThat(fault(FaultKind.NO_SPACE, copy(root, good, full)).detail()).startsWith("dag/import");
    assertThat(fault(FaultKind.MALFORMED, copy(root, good, liar)).detail())
        .contains("does not say that it pinned");
    fault(
        FaultKind.REFUSED,
        copy(root, new KuboEndpoint(URI.create("http://127.0.0.1:1"), Optional.empty()), liar));
  }

  private static java.util.concurrent.CompletionStage<Reply<CarImport>> copy(
      Cid root, KuboEndpoint from, KuboEndpoint to) {
    CarWanted all = CarWanted.all(root);
    return content
        .copy(root, sink -> content.gateway().car(from, all, sink, AMPLE), to, AMPLE)
        .reply();
  }

  @Test
  void nobodyListeningIsRefusedAndPatienceIsAboveZero() throws Exception {
    KuboEndpoint nobody = new KuboEndpoint(URI.create("http://127.0.0.1:1"), Optional.empty());
    fault(FaultKind.REFUSED, content.refsLocal(nobody, hash -> {}, AMPLE).reply());
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> content.refsLocal(nobody, hash -> {}, Duration.ZERO))
        .hasMessageContaining("above zero");
  }
}
