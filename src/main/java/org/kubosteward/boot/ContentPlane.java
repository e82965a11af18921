package org.kubosteward.boot;

import io.vertx.core.net.SSLOptions;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.kubosteward.act.CopyHealing;
import org.kubosteward.act.Delay;
import org.kubosteward.act.content.ContentActions;
import org.kubosteward.act.content.Nodes;
import org.kubosteward.act.content.RateLimit;
import org.kubosteward.content.Policies;
import org.kubosteward.content.RepairPolicy;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.journal.CopyBook;
import org.kubosteward.journal.PinFeed;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.loop.ContentKeeper;
import org.kubosteward.loop.ContentRecord;
import org.kubosteward.loop.ContentWishes;
import org.kubosteward.loop.SystemClock;
import org.kubosteward.probe.Target;
import org.kubosteward.probe.proof.CopyProver;
import org.kubosteward.probe.proof.KnownBlocks;
import org.kubosteward.probe.proof.ProofDesk;
import org.kubosteward.probe.proof.ProofLimits;
import org.kubosteward.probe.proof.ProofPlace;

/** What keeps content: its part of the rounds, the transfers and the proofs, put together. */
final class ContentPlane implements AutoCloseable {
  private static final int PROOFS_A_NODE = 2;
  private static final int WAITING_MOST = 10_000;

  private final KuboContent kubo;
  private final ContentKeeper keeper;
  private final ContentActions actions;
  private final ProofDesk proofs;
  private final ThreadPoolExecutor executor;

  /** What of the journal it needs. */
  record Books(CopyBook copies, PinFeed pins, KnownBlocks lists) {}

  ContentPlane(
      Kubo rpc,
      KuboContent kubo,
      Function<NodeId, Optional<Target>> targets,
      Books books,
      Policies policies,
      RepairPolicy repair,
      Supplier<SortedSet<NodeId>> uploading,
      SystemClock clock,
      Delay delay,
      Runnable nudge) {
    this.kubo = kubo;
    // Lists are read and written one by one: a database that is slow holds up proofs alone.
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(WAITING_MOST),
            ContentPlane::thread);
    keeper =
        new ContentKeeper(
            new ContentRecord(books.copies()),
            new ContentWishes(books.pins(), policies),
            repair,
            uploading,
            picture -> proofs().show(picture),
            key -> actions().cancel(key.cid(), key.node(), "the transfer is given up"),
            nudge);
    actions =
        new ContentActions(
            kubo,
            nodes(targets),
            clock::instant,
            new RateLimit(repair.budget().bytesPerSecond(), clock::steady, delay),
            new CopyHealing(rpc, kubo, clock),
            keeper::tell);
    proofs =
        new ProofDesk(
            new CopyProver(kubo, ProofLimits.SHIPPED, delay::after, clock),
            node ->
                targets.apply(node).map(target -> new ProofPlace(target.rpc(), Optional.empty())),
            books.lists(),
            executor,
            clock,
            PROOFS_A_NODE,
            keeper::tell);
  }

  private ContentActions actions() {
    return actions;
  }

  private ProofDesk proofs() {
    return proofs;
  }

  ContentKeeper keeper() {
    return keeper;
  }

  ContentActions performer() {
    return actions;
  }

  /** Connections from now on are made with these certificates. */
  void trust(SSLOptions renewed) {
    kubo.trust(renewed);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "block-lists");
    thread.setDaemon(true);
    return thread;
  }

  private static Nodes nodes(Function<NodeId, Optional<Target>> targets) {
    return new Nodes() {
      @Override
      public Optional<KuboEndpoint> rpc(NodeId id) {
        return targets.apply(id).map(Target::rpc);
      }

      @Override
      public Optional<KuboEndpoint> gateway(NodeId id) {
        return targets
            .apply(id)
            .flatMap(Target::gateway)
            .map(address -> new KuboEndpoint(address, Optional.empty()));
      }
    };
  }

  /** Transfers end and are begun anew by whoever leads next. */
  @Override
  public void close() {
    actions.cancelAll("the plane stops");
    proofs.clear();
    executor.shutdownNow();
    kubo.close();
  }
}
