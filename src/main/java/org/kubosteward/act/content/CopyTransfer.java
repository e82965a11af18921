package org.kubosteward.act.content;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.BlockSink;
import org.kubosteward.kubo.CarImport;
import org.kubosteward.kubo.CarTaken;
import org.kubosteward.kubo.CarWanted;
import org.kubosteward.kubo.Fault;
import org.kubosteward.kubo.FaultKind;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.kubo.Reply;
import org.kubosteward.kubo.Transfer;

/**
 * Makes one copy, by the first way that works: the CAR of the source's gateway and that of its RPC,
 * every block verified on its way through us, and at last the node's own fetch.
 */
final class CopyTransfer {
  /** A way that brings nothing for so long is left for the next. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** kubo's own fetch looks for whoever has it, which takes its time. */
  private static final Duration FETCH_PATIENCE = Duration.ofMinutes(5);

  private final KuboContent kubo;
  private final Cid root;
  private final KuboEndpoint to;
  private final Supplier<Instant> clock;
  private final RateLimit limit;
  private final CountingSink.Told told;
  private final Deque<Supplier<Transfer<?>>> ways = new ArrayDeque<>();
  private final CompletableFuture<Optional<String>> ended = new CompletableFuture<>();
  private Optional<Transfer<?>> current = Optional.empty();
  private Optional<String> cancelled = Optional.empty();
  private String failures = "";

  CopyTransfer(
      KuboContent kubo,
      Cid root,
      KuboEndpoint to,
      Supplier<Instant> clock,
      RateLimit limit,
      CountingSink.Told told) {
    this.kubo = kubo;
    this.root = root;
    this.to = to;
    this.clock = clock;
    this.limit = limit;
    this.told = told;
  }

  /**
   * Begins it.
   *
   * @return why it failed; empty when the copy is there and pinned. Never exceptional
   */
  CompletionStage<Optional<String>> start(Optional<NodeId> from, Nodes nodes) {
    from.flatMap(nodes::gateway)
        .ifPresent(
            gateway ->
                ways.add(
                    () ->
                        through(
                            sink ->
                                kubo.gateway().car(gateway, CarWanted.all(root), sink, PATIENCE))));
    from.flatMap(nodes::rpc)
        .ifPresent(
            rpc ->
                ways.add(
                    () ->
                        through(sink -> kubo.dagExport(rpc, CarWanted.all(root), sink, PATIENCE))));
    ways.add(
        () ->
            kubo.pinAdd(to, root, "", progress -> told.moved(progress.bytes(), 0), FETCH_PATIENCE));
    next();
    return ended;
  }

  /** Gives it up. */
  synchronized void cancel(String why) {
    cancelled = Optional.of(why);
    current.ifPresent(transfer -> transfer.cancel(why));
  }

  private Transfer<CarImport> through(Function<BlockSink, Transfer<CarTaken>> from) {
    return kubo.copy(
        root, sink -> from.apply(new CountingSink(sink, clock, limit, 0, told)), to, PATIENCE);
  }

  private void next() {
    Supplier<Transfer<?>> way;
    synchronized (this) {
      if (cancelled.isPresent() || ways.isEmpty()) {
        ended.complete(Optional.of(cancelled.orElse(failures)));
        return;
      }
      way = ways.remove();
    }
    Transfer<?> transfer = way.get();
    synchronized (this) {
      current = Optional.of(transfer);
      cancelled.ifPresent(transfer::cancel);
    }
    transfer.reply().thenAccept(this::replied);
  }

  private void replied(Reply<?> reply) {
    if (reply instanceof Fault<?> fault) {
      synchronized (this) {
        failures += (failures.isEmpty() ? "" : "; ") + fault.detail();
        if (hopeless(fault.kind())) {
          ways.clear();
        }
      }
      next();
    } else {
      ended.complete(Optional.empty());
    }
  }

  /** What no other way would mend. */
  private static boolean hopeless(FaultKind kind) {
    return kind == FaultKind.NO_SPACE || kind == FaultKind.FORBIDDEN;
  }
}
