package org.kubosteward.kubo;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kubosteward.ipld.Block;
import org.kubosteward.ipld.Cid;

/**
 * What is asked of a kubo about content: its blocks, its pins, whole DAGs in and out. It has
 * connections of its own, so that what runs for hours keeps no question of {@link Kubo} waiting.
 *
 * <p>Short calls take a deadline. Those that give a {@link Transfer} take a patience: how long they
 * may not get on. Each gives exactly one {@link Reply}, never an exception.
 */
public final class KuboContent implements AutoCloseable {
  /** Some 100 million lines of refs/local. */
  private static final long MOST_REFS_BYTES = 8L << 30;

  /** kubo 0.42 and older refuse larger ones unless told otherwise; we take up to 2 MiB. */
  private static final int LARGE_BLOCK_BYTES = 1 << 20;

  /** Bytes of a copy that are held between the two nodes. */
  private static final long COPY_BYTES = 4L << 20;

  private final KuboLimits limits;
  private final Exchange.Clients clients;

  /**
   * Opens the clients; nothing is sent yet.
   *
   * @param tls sets which CAs are trusted and which certificate is shown; it is asked twice
   */
  public KuboContent(
      Vertx vertx, KuboLimits limits, Clocks clocks, Consumer<HttpClientOptions> tls) {
    this.limits = limits;
    HttpClientOptions kept = Kubo.options(limits, tls).setKeepAlive(true);
    HttpClientOptions fresh = Kubo.options(limits, tls).setKeepAlive(false);
    this.clients =
        new Exchange.Clients(
            vertx,
            Optional.empty(),
            Kubo.client(vertx, limits, pieces(kept), limits.connectionsPerNode()),
            Kubo.client(vertx, limits, pieces(fresh), limits.freshConnectionsPerNode()),
            limits,
            clocks);
  }

  /** Bodies in pieces of 64 KiB: of the usual 8 there would be very many. */
  private static HttpClientOptions pieces(HttpClientOptions options) {
    return options.setMaxChunkSize(64 << 10);
  }

  /** The nodes' gateways, over the same connections' bounds. */
  public KuboGateway gateway() {
    return new KuboGateway(clients);
  }

  /** From now on these are the CAs and the certificate; connections that are open stay. */
  public CompletionStage<Boolean> trust(SSLOptions renewed) {
    return clients
        .kept()
        .updateSSLOptions(renewed)
        .compose(changed -> clients.fresh().updateSSLOptions(renewed))
        .toCompletionStage();
  }

  /** Closes every connection; what is under way fails. */
  @Override
  public void close() {
    clients.kept().close();
    clients.fresh().close();
  }

  /**
   * How many bytes a block has that the node holds; empty when it holds none (block/stat). No byte
   * of it is read, and none fetched.
   */
  public CompletionStage<Reply<OptionalLong>> blockStat(
      KuboEndpoint node, Cid cid, Duration deadline) {
    Call call = Call.read(RpcPath.BLOCK_STAT).with("arg", cid.toString()).offline();
    CompletionStage<Reply<OptionalLong>> told =
        ask(
            node,
            call,
            deadline,
            limits.maxBodyBytes(),
            new WholeBody<>(body -> OptionalLong.of(Fields.of(body, "Size").count("Size"))));
    return told.thenApply(reply -> reply.fold(size -> size, fault -> absentIs(fault)));
  }

  private static Reply<OptionalLong> absentIs(Fault<OptionalLong> fault) {
    return fault.kind() == FaultKind.ABSENT
        ? new Answer<>(OptionalLong.empty(), fault.took())
        : fault;
  }

  /**
   * A block that the node holds, verified (block/get); {@link FaultKind#ABSENT} when it holds none,
   * for nothing is fetched; {@link FaultKind#CORRUPT} when what it holds is damaged.
   */
  public CompletionStage<Reply<Block>> blockGet(KuboEndpoint node, Cid cid, Duration deadline) {
    Call call = Call.read(RpcPath.BLOCK_GET).with("arg", cid.toString()).offline().answering("");
    return ask(
        node,
        call,
        deadline,
        Block.MOST_BYTES,
        new WholeBody<>(bytes -> Verified.block(cid, bytes)));
  }

  /**
   * Stores a block, unpinned, and tells what kubo calls it, which is by the same hash (block/put).
   *
   * <p>Over a block that is damaged or was lost behind kubo's back, a warm kubo writes nothing and
   * says that it did: remove it first ({@link Kubo#blockRm}).
   *
   * @throws IllegalArgumentException of an identity CID, of which nothing is stored
   */
  public CompletionStage<Reply<Cid>> blockPut(KuboEndpoint node, Block block, Duration deadline) {
    byte[] bytes = new byte[block.size()];
    block.data().get(bytes);
    Call call =
        Call.change(RpcPath.BLOCK_PUT)
            .with("pin", "false")
            .with("cid-codec", BlockNames.codec(block))
            .with("mhtype", BlockNames.hash(block))
            .with("mhlen", Integer.toString(block.cid().multihash().digest().length))
            .sending(Kubo.multipart(bytes));
    if (block.size() > LARGE_BLOCK_BYTES) {
      call = call.with("allow-big-block", "true");
    }
    return ask(
        node, call, deadline, limits.maxBodyBytes(), new WholeBody<>(body -> put(block, body)));
  }

  private static Cid put(Block block, byte[] body) {
    Cid told = HeldPinTally.cid(Fields.of(body, "Key").text("Key"));
    if (!told.multihash().equals(block.cid().multihash())) {
      throw UnusableAnswerException.malformed(
          "kubo calls the block " + told + ", and it is " + block.cid());
    }
    return told;
  }

  /**
   * Whether the node has a pin of that type for that CID, and under which name (pin/ls). What is
   * pinned only as a part of something else is not pinned by this.
   */
  public CompletionStage<Reply<Optional<HeldPin>>> pinOf(
      KuboEndpoint node, Cid cid, PinType type, Duration deadline) {
    Call call =
        Call.read(RpcPath.PIN_LS)
            .with("arg", cid.toString())
            .with("type", type.word())
            .with("names", "true")
            .with("stream", "true");
    CompletionStage<Reply<Optional<HeldPin>>> told =
        ask(node, call, deadline, limits.maxBodyBytes(), lines(new HeldPinTally(cid, type)));
    return told.thenApply(
        reply -> reply.fold(pin -> pin, fault -> unpinned(fault, Optional.empty())));
  }

  /**
   * The recursive pin that keeps that content, also when the CID that was pinned is of the other
   * version: kubo tells the two apart. A node may have both; the one that was asked for is told.
   */
  public CompletionStage<Reply<Optional<RootPin>>> rootPin(
      KuboEndpoint node, Cid root, Duration deadline) {
    return rootPin(node, RootPin.spellings(root), 0, deadline);
  }

  private CompletionStage<Reply<Optional<RootPin>>> rootPin(
      KuboEndpoint node, List<Cid> names, int at, Duration deadline) {
    Cid name = names.get(at);
    return pinOf(node, name, PinType.RECURSIVE, deadline)
        .thenCompose(
            reply -> {
              boolean isLast = at + 1 == names.size();
              boolean isNone = reply.optional().filter(Optional::isEmpty).isPresent();
              return isNone && !isLast
                  ? rootPin(node, names, at + 1, deadline)
                  : CompletableFuture.completedFuture(RootPin.told(name, reply));
            });
  }

  /** kubo says no with status 500: it is told by the end of its sentence. */
  private static <T> Reply<T> unpinned(Fault<T> fault, T none) {
    boolean isNone =
        fault.kind() == FaultKind.REJECTED
            && (fault.detail().endsWith("is not pinned")
                || fault.detail().endsWith("not pinned or pinned indirectly"));
    return isNone ? new Answer<>(none, fault.took()) : fault;
  }

  /** Removes a recursive pin, and tells whether there was one (pin/rm). */
  public CompletionStage<Reply<Boolean>> pinRm(KuboEndpoint node, Cid cid, Duration deadline) {
    Call call = Call.change(RpcPath.PIN_RM).with("arg", cid.toString()).onItsOwn();
    CompletionStage<Reply<Boolean>> told =
        ask(
            node,
            call,
            deadline,
            limits.maxBodyBytes(),
            new WholeBody<>(body -> !Fields.of(body, "Pins").texts("Pins").isEmpty()));
    return told.thenApply(reply -> reply.fold(removed -> removed, fault -> unpinned(fault, false)));
  }

  /**
   * Pins a whole DAG, which kubo fetches from whoever has it (pin/add). While its root is there and
   * a part below it is not, it holds kubo's lock: no collection runs, and behind one that waits no
   * write does. Once cancelled, nothing is pinned, and what was fetched stays until a collection.
   *
   * @param name the pin's, which replaces that of one there is; empty for none
   * @param each is told whenever it got on
   */
  public Transfer<PinProgress> pinAdd(
      KuboEndpoint node, Cid cid, String name, Consumer<PinProgress> each, Duration patience) {
    Call call = Call.change(RpcPath.PIN_ADD).with("arg", cid.toString()).with("progress", "true");
    Call named = name.isEmpty() ? call : call.with("name", name);
    return stream(
        node,
        named,
        patience,
        limits.maxStreamBytes(),
        lines(new PinAddTally(each)),
        Optional.empty());
  }

  /**
   * All blocks that the node holds, without reading any (refs/local): each is told by its hash
   * alone, for that is all kubo keeps of its name.
   *
   * @return how many there were
   */
  public Transfer<Long> refsLocal(KuboEndpoint node, RefTaker taker, Duration patience) {
    return stream(
        node,
        Call.read(RpcPath.REFS_LOCAL),
        patience,
        MOST_REFS_BYTES,
        new RefIntake(limits.maxLineBytes(), taker),
        Optional.empty());
  }

  /**
   * Stores the blocks of a CAR while it is made (dag/import). A root that could not be pinned is a
   * fault. Send all of its DAG: for what is missing, kubo would wait, and hold its lock.
   *
   * @param car paused; read on a Vert.x context, as fast as the node takes it
   * @param pinRoots whether the roots that its head names are pinned
   */
  public Transfer<CarImport> dagImport(
      KuboEndpoint node, ReadStream<Buffer> car, boolean pinRoots, Duration patience) {
    Call call =
        Call.change(RpcPath.DAG_IMPORT)
            .with("pin-roots", Boolean.toString(pinRoots))
            .with("stats", "true");
    return stream(
        node, call, patience, limits.maxStreamBytes(), lines(new ImportTally()), Optional.of(car));
  }

  /** The same out of a pipe, which is abandoned once there is a reply. */
  public Transfer<CarImport> dagImport(
      KuboEndpoint node, BytePipe car, boolean pinRoots, Duration patience) {
    ReadStream<Buffer> read = car;
    Transfer<CarImport> transfer = dagImport(node, read, pinRoots, patience);
    transfer.reply().thenAccept(reply -> car.abandon());
    return transfer;
  }

  /**
   * A DAG that the node holds, each block verified (dag/export). Nothing is fetched: unlike {@link
   * KuboGateway#car} this is so of every block.
   *
   * @param wanted with all of its scope
   */
  public Transfer<CarTaken> dagExport(
      KuboEndpoint node, CarWanted wanted, BlockSink sink, Duration patience) {
    if (wanted.scope() != DagScope.ALL) {
      throw new IllegalArgumentException("dag/export gives all of a DAG, and no part of it");
    }
    Call call =
        Call.read(RpcPath.DAG_EXPORT)
            .with("arg", wanted.root().toString())
            .with("progress", "false")
            .offline()
            .answering("");
    return stream(
        node, call, patience, wanted.car().bytes(), new CarIntake(wanted, sink), Optional.empty());
  }

  /**
   * Copies a DAG to a node and pins it there, every block verified on its way. Whichever side fails
   * ends the other; the fault is that of who failed first.
   *
   * @param from starts the transfer that gives the blocks, such as {@link #dagExport}
   */
  public Transfer<CarImport> copy(
      Cid root, Function<BlockSink, Transfer<CarTaken>> from, KuboEndpoint to, Duration patience) {
    BytePipe pipe = new BytePipe(COPY_BYTES);
    Transfer<CarImport> in = dagImport(to, pipe, true, patience);
    Transfer<CarTaken> out = from.apply(new PipeSink(root, pipe));
    return new Copy(root, out, in, why -> pipe.fail(new IOException(why)), pipe::end);
  }

  private <T> CompletionStage<Reply<T>> ask(
      KuboEndpoint node, Call call, Duration deadline, long maxBytes, Intake<T> intake) {
    return new Exchange<>(clients, node, call, deadline, maxBytes, intake).reply();
  }

  private <T> Transfer<T> stream(
      KuboEndpoint node,
      Call call,
      Duration patience,
      long maxBytes,
      Intake<T> intake,
      Optional<ReadStream<Buffer>> source) {
    return new StreamExchange<>(clients, node, call, patience, maxBytes, intake, source).start();
  }

  private <T> Intake<T> lines(Lines.Tally<T> tally) {
    return new Lines<>(limits.maxLineBytes(), tally);
  }
}
