package org.kubosteward.kubo;

import io.netty.handler.flush.FlushConsolidationHandler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Speaks kubo's RPC (0.42 and 0.43) to any number of nodes.
 *
 * <p>Every call takes its deadline and gives exactly one {@link Reply}, never an exception; at the
 * deadline the connection is dropped. Replies come on a Vert.x event loop: do not block in what
 * follows them. Calls that only read share a few kept connections a node; those that may wait
 * inside kubo for long take their own.
 */
public final class Kubo implements AutoCloseable {
  /** kubo's own bound on a block; nothing larger goes over bitswap. */
  private static final int MAX_BLOCK_BYTES = 1 << 20;

  /** kubo keeps ended calls in the list for an hour; a busy node's is long, and read at once. */
  private static final int COMMANDS_BODIES = 4;

  /** Calls that may be under way on one line; a round's questions are ten. */
  private static final int LINE = 16;

  private final KuboLimits limits;
  private final HttpClient line;
  private final Exchange.Clients clients;

  /** Opens the clients; nothing is sent yet. */
  public Kubo(Vertx vertx, KuboLimits limits, InstantSource clock) {
    this(vertx, limits, Clocks.of(clock), options -> {});
  }

  /**
   * Opens the clients; nothing is sent yet.
   *
   * @param tls sets which CAs are trusted and which certificate is shown; it is asked three times
   */
  public Kubo(Vertx vertx, KuboLimits limits, Clocks clocks, Consumer<HttpClientOptions> tls) {
    this.limits = limits;
    HttpClientOptions kept = options(limits, tls).setKeepAlive(true);
    this.line = line(vertx, limits, options(limits, tls).setKeepAlive(true));
    this.clients =
        new Exchange.Clients(
            vertx,
            Optional.empty(),
            client(vertx, limits, kept, limits.connectionsPerNode()),
            client(
                vertx,
                limits,
                options(limits, tls).setKeepAlive(false),
                limits.freshConnectionsPerNode()),
            limits,
            clocks);
  }

  private Kubo(KuboLimits limits, HttpClient line, Exchange.Clients clients) {
    this.limits = limits;
    this.line = line;
    this.clients = clients;
  }

  /**
   * The same, with a connection of its own for each call, so that none waits for the answer to
   * another: for nodes that are slow. To be closed with this one, and not by itself.
   */
  public Kubo apart() {
    return new Kubo(limits, line, clients.apart());
  }

  /**
   * The same, with the calls that only read sent one behind the other over one connection, without
   * waiting for the answers: a fraction of the work for both sides, for nodes that answer at once.
   * What is not answered within half of its deadline is asked over a connection of its own. To be
   * closed with this one, and not by itself.
   */
  public Kubo inLine() {
    return new Kubo(limits, line, clients.reading(line));
  }

  /** From now on these are the CAs and the certificate; connections that are open stay. */
  public CompletionStage<Boolean> trust(SSLOptions renewed) {
    return clients
        .kept()
        .updateSSLOptions(renewed)
        .compose(changed -> clients.fresh().updateSSLOptions(renewed))
        .compose(changed -> line.updateSSLOptions(renewed))
        .toCompletionStage();
  }

  static HttpClientOptions options(KuboLimits limits, Consumer<HttpClientOptions> tls) {
    HttpClientOptions options = new HttpClientOptions();
    tls.accept(options);
    return options
        .setConnectTimeout(Math.toIntExact(limits.connectTimeout().toMillis()))
        .setKeepAliveTimeout(Math.toIntExact(limits.idleTimeout().toSeconds()));
  }

  static HttpClient client(
      Vertx vertx, KuboLimits limits, HttpClientOptions options, int connections) {
    return vertx.httpClientBuilder().with(options).with(pool(limits, connections)).build();
  }

  private static PoolOptions pool(KuboLimits limits, int connections) {
    return new PoolOptions()
        .setHttp1MaxSize(connections)
        .setMaxWaitQueueSize(limits.waitingPerNode());
  }

  private static HttpClient line(Vertx vertx, KuboLimits limits, HttpClientOptions options) {
    return vertx
        .httpClientBuilder()
        .with(options.setPipelining(true).setPipeliningLimit(LINE))
        // Those that come while the one connection is made wait for it, and are no crowd.
        .with(pool(limits, 1).setMaxWaitQueueSize(limits.waitingPerNode() + LINE))
        .withConnectHandler(Kubo::gather)
        .build();
  }

  /** Requests that are made in one go leave in one write. */
  private static void gather(HttpConnection made) {
    if (made instanceof ConnectionBase connection) {
      connection
          .channelHandlerContext()
          .pipeline()
          .addFirst(new FlushConsolidationHandler(LINE, true));
    }
  }

  /** Closes every connection; calls under way fail. */
  @Override
  public void close() {
    clients.kept().close();
    clients.fresh().close();
    line.close();
  }

  /** Who the node is (id). */
  public CompletionStage<Reply<Identity>> id(KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.ID), deadline, AnswerReaders::identity);
  }

  /**
   * What runs there (version), always over a new TCP connection: a stopped process takes it and is
   * silent ({@link FaultKind#STALLED}), a vanished host does not ({@link
   * FaultKind#CONNECT_TIMED_OUT}, {@link FaultKind#UNREACHABLE}).
   */
  public CompletionStage<Reply<Version>> version(KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.VERSION).onItsOwn(), deadline, AnswerReaders::version);
  }

  /** Whom the node is connected to, and who dialled (swarm/peers). */
  public CompletionStage<Reply<SwarmPeers>> swarmPeers(KuboEndpoint node, Duration deadline) {
    return swarmPeers(node, deadline, PeerTally.kept());
  }

  /** The same, each peer handed on as it comes and the answer never held whole. */
  public <T> CompletionStage<Reply<T>> swarmPeers(
      KuboEndpoint node, Duration deadline, PeerTally<T> tally) {
    return ask(node, peers(), deadline, limits.maxBodyBytes(), new PeerIntake<>(tally));
  }

  /**
   * The digest of the same answer: equal to the one that a {@link PeerTally} was told while the
   * node lists the same, for kubo sorts the list. A tenth of the work of reading it.
   */
  public CompletionStage<Reply<Long>> swarmPeersDigest(KuboEndpoint node, Duration deadline) {
    return ask(node, peers(), deadline, limits.maxBodyBytes(), BodyDigest.alone());
  }

  private static Call peers() {
    return Call.read(RpcPath.SWARM_PEERS).with("direction", "true");
  }

  /** Whom the node itself keeps reconnecting to (swarm/peering/ls). */
  public CompletionStage<Reply<PeeringSet>> peeringLs(KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.SWARM_PEERING_LS), deadline, AnswerReaders::peering);
  }

  /** Bytes over libp2p since the start (stats/bw). */
  public CompletionStage<Reply<Bandwidth>> bandwidth(KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.STATS_BW), deadline, AnswerReaders::bandwidth);
  }

  /** The repository's size and its allowance (repo/stat with size-only, which counts nothing). */
  public CompletionStage<Reply<RepoStat>> repoStat(KuboEndpoint node, Duration deadline) {
    return ask(
        node,
        Call.read(RpcPath.REPO_STAT).with("size-only", "true"),
        deadline,
        AnswerReaders::repoStat);
  }

  /** What is left on the repository's disk (diag/sys). */
  public CompletionStage<Reply<DiskSpace>> diagSys(KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.DIAG_SYS), deadline, AnswerReaders::diskSpace);
  }

  /** Blocks exchanged since the start (bitswap/stat). */
  public CompletionStage<Reply<BitswapStat>> bitswapStat(KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.BITSWAP_STAT), deadline, AnswerReaders::bitswap);
  }

  /**
   * How announcing goes (provide/stat).
   *
   * @param lan whether the LAN's DHT is meant; the public one is "offline" in a private fleet. A
   *     node without one says {@link FaultKind#REJECTED}
   */
  public CompletionStage<Reply<ProvideStat>> provideStat(
      KuboEndpoint node, boolean lan, Duration deadline) {
    Call call = Call.read(RpcPath.PROVIDE_STAT).with("lan", Boolean.toString(lan));
    return ask(node, call, deadline, AnswerReaders::provide);
  }

  /** How near the resource manager's limits the node is (swarm/resources). */
  public CompletionStage<Reply<SwarmResources>> swarmResources(
      KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.SWARM_RESOURCES), deadline, AnswerReaders::resources);
  }

  /** What the node is working on (diag/cmds). */
  public CompletionStage<Reply<ActiveCommands>> diagCmds(KuboEndpoint node, Duration deadline) {
    return ask(
        node,
        Call.read(RpcPath.DIAG_CMDS),
        deadline,
        (long) limits.maxBodyBytes() * COMMANDS_BODIES,
        new WholeBody<>(AnswerReaders::commands));
  }

  /**
   * How many pins of one type there are (pin/ls): the node walks them all, so ask rarely.
   *
   * @param each is told the CID of each while they come, also of those before a fault
   */
  public CompletionStage<Reply<Long>> pinLs(
      KuboEndpoint node, PinType type, Consumer<String> each, Duration deadline) {
    Call call =
        Call.read(RpcPath.PIN_LS).with("type", type.word()).with("stream", "true").onItsOwn();
    return ask(node, call, deadline, limits.maxStreamBytes(), lines(new PinTally(each)));
  }

  /** kubo's process, from its Prometheus page, which asks for no credential. */
  public CompletionStage<Reply<ProcessMetrics>> processMetrics(
      KuboEndpoint node, Duration deadline) {
    Call call = Call.page("/debug/metrics/prometheus", "text/plain");
    return ask(node, call, deadline, limits.maxBodyBytes(), lines(new MetricsTally()));
  }

  /** What the node dials at its start (bootstrap/list). */
  public CompletionStage<Reply<Bootstrap>> bootstrapList(KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.BOOTSTRAP_LIST), deadline, AnswerReaders::bootstrap);
  }

  /** What the node's configuration says of whom it reaches and whom it serves (config/show). */
  public CompletionStage<Reply<NodeConfig>> config(KuboEndpoint node, Duration deadline) {
    return ask(node, Call.read(RpcPath.CONFIG_SHOW), deadline, AnswerReaders::config);
  }

  /**
   * Stores a raw block, unpinned, and tells its CID (block/put).
   *
   * @param block at most 1 MiB, kubo's own bound
   */
  public CompletionStage<Reply<String>> blockPut(
      KuboEndpoint node, byte[] block, Duration deadline) {
    Call call =
        Call.change(RpcPath.BLOCK_PUT)
            .with("pin", "false")
            .with("cid-codec", "raw")
            .sending(multipart(block));
    return ask(node, call, deadline, AnswerReaders::blockPut);
  }

  /** A block's bytes, at most 1 MiB, from the node or from whoever gives it to it (block/get). */
  public CompletionStage<Reply<byte[]>> blockGet(KuboEndpoint node, String cid, Duration deadline) {
    return block(node, Call.read(RpcPath.BLOCK_GET).with("arg", cid), deadline);
  }

  /**
   * The same, but kubo waits for the block for {@code wait} and then says so, {@link
   * FaultKind#TIMED_OUT}: with a later deadline it is kubo that tells of a block that did not come,
   * and a slow way to kubo is not taken for one.
   */
  public CompletionStage<Reply<byte[]>> blockGet(
      KuboEndpoint node, String cid, Duration wait, Duration deadline) {
    return block(node, Call.read(RpcPath.BLOCK_GET).with("arg", cid).waiting(wait), deadline);
  }

  private CompletionStage<Reply<byte[]>> block(KuboEndpoint node, Call call, Duration deadline) {
    Call own = call.answering("").onItsOwn();
    return ask(node, own, deadline, MAX_BLOCK_BYTES, new WholeBody<>(Function.identity()));
  }

  /**
   * Removes blocks in one call and counts them; content when there is none (block/rm). A pinned one
   * makes it REJECTED.
   *
   * <p>Like a collection it waits for every pin and add under way, and once it waits, every write
   * waits behind it, even after the call was given up: look at the node's commands first.
   */
  public CompletionStage<Reply<Long>> blockRm(
      KuboEndpoint node, List<String> cids, Duration deadline) {
    Call call = Call.change(RpcPath.BLOCK_RM).with("force", "true");
    for (String cid : cids) {
      call = call.with("arg", cid);
    }
    return ask(node, call, deadline, limits.maxStreamBytes(), lines(new RmTally()));
  }

  /**
   * Dials a peer (swarm/connect) and tells kubo's sentence about it.
   *
   * @param addresses multiaddrs of one peer, each ending in /p2p/ and its peer id; kubo dials them
   *     side by side
   */
  public CompletionStage<Reply<String>> swarmConnect(
      KuboEndpoint node, List<String> addresses, Duration deadline) {
    Call call = Call.change(RpcPath.SWARM_CONNECT).onItsOwn();
    for (String address : addresses) {
      call = call.with("arg", address);
    }
    return ask(node, call, deadline, AnswerReaders::sentence);
  }

  /** Closes the connections to a peer (swarm/disconnect); REJECTED when there are none. */
  public CompletionStage<Reply<String>> swarmDisconnect(
      KuboEndpoint node, String peerId, Duration deadline) {
    Call call = Call.change(RpcPath.SWARM_DISCONNECT).with("arg", "/p2p/" + peerId);
    return ask(node, call, deadline, AnswerReaders::sentence);
  }

  /**
   * Removes what no pin keeps (repo/gc). Look at {@link #diagCmds} first: behind a stuck pin it
   * hangs, keeps running inside kubo after its deadline, and every write hangs behind it. An
   * outcome with errors is an answer; look at {@link GcOutcome#complete}.
   */
  public CompletionStage<Reply<GcOutcome>> repoGc(KuboEndpoint node, Duration deadline) {
    Call call =
        Call.change(RpcPath.REPO_GC).with("stream-errors", "true").with("quiet", "true").onItsOwn();
    return ask(node, call, deadline, limits.maxStreamBytes(), lines(new GcTally()));
  }

  private <T> CompletionStage<Reply<T>> ask(
      KuboEndpoint node, Call call, Duration deadline, Function<byte[], T> reader) {
    return ask(node, call, deadline, limits.maxBodyBytes(), new WholeBody<>(reader));
  }

  private <T> CompletionStage<Reply<T>> ask(
      KuboEndpoint node, Call call, Duration deadline, long maxBytes, Intake<T> intake) {
    return new Exchange<>(clients, node, call, deadline, maxBytes, intake).reply();
  }

  private <T> Intake<T> lines(Lines.Tally<T> tally) {
    return new Lines<>(limits.maxLineBytes(), tally);
  }

  static Call.Upload multipart(byte[] block) {
    MultipartFile file = MultipartFile.fresh();
    Buffer body = Buffer.buffer(file.head()).appendBytes(block).appendBytes(file.tail());
    return new Call.Upload(file.contentType(), body);
  }
}
