package org.kubosteward.act.content;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.kubosteward.act.ContentPerformer;
import org.kubosteward.act.CopyHealing;
import org.kubosteward.act.HealOrder;
import org.kubosteward.act.HealSource;
import org.kubosteward.act.Outcome;
import org.kubosteward.content.ContentEvent;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;
import org.kubosteward.kubo.KuboContent;
import org.kubosteward.kubo.KuboEndpoint;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.CopyContent;
import org.kubosteward.remedy.DropExcess;
import org.kubosteward.remedy.HealContent;

/**
 * Begins and ends what is done to copies. Each transfer ends in exactly one event, whatever becomes
 * of it.
 */
public final class ContentActions implements ContentPerformer {
  private static final Duration UNPIN = Duration.ofSeconds(20);

  /** What a heal may take: blocks of two MiB from a node that is slow, one after the other. */
  private static final Duration HEAL_WITHIN = Duration.ofMinutes(5);

  private final KuboContent kubo;
  private final Nodes nodes;
  private final Supplier<Instant> clock;
  private final RateLimit limit;
  private final CopyHealing healing;
  private final Consumer<ContentEvent> events;
  private final Map<Place, CopyTransfer> underWay = new ConcurrentHashMap<>();

  private record Place(Cid cid, NodeId node) {}

  /**
   * One that has nothing under way.
   *
   * @param events is told what became of each copy, on any thread
   */
  public ContentActions(
      KuboContent kubo,
      Nodes nodes,
      Supplier<Instant> clock,
      RateLimit limit,
      CopyHealing healing,
      Consumer<ContentEvent> events) {
    this.healing = healing;
    this.kubo = kubo;
    this.nodes = nodes;
    this.clock = clock;
    this.limit = limit;
    this.events = events;
  }

  @Override
  public CompletionStage<Outcome> perform(Action action) {
    return switch (action.kind()) {
      case COPY_CONTENT -> copy((CopyContent) action);
      case HEAL_CONTENT -> heal((HealContent) action);
      case DROP_EXCESS -> drop((DropExcess) action);
      default ->
          CompletableFuture.completedFuture(
              Outcome.failed(action.kind().label() + " is no action on content"));
    };
  }

  /** Begins every copy of the batch; ends when all have begun. */
  private CompletionStage<Outcome> copy(CopyContent action) {
    int begun = 0;
    for (CopyContent.One one : action.copies()) {
      begun += begin(Cid.parse(one.cid()), one.node(), one.from()) ? 1 : 0;
    }
    int all = action.copies().size();
    return CompletableFuture.completedFuture(
        begun > 0
            ? Outcome.done("%d of %d copies begun".formatted(begun, all))
            : Outcome.failed("none of %d copies could be begun".formatted(all)));
  }

  private boolean begin(Cid cid, NodeId node, Optional<NodeId> from) {
    Optional<KuboEndpoint> to = nodes.rpc(node);
    if (to.isEmpty()) {
      events.accept(
          new ContentEvent.Failed(cid, node, clock.get(), node + " is no longer in the fleet"));
      return false;
    }
    CopyTransfer transfer =
        new CopyTransfer(
            kubo,
            cid,
            to.get(),
            clock,
            limit,
            (bytes, rate) ->
                events.accept(new ContentEvent.Moved(cid, node, clock.get(), bytes, rate)));
    Place place = new Place(cid, node);
    if (underWay.putIfAbsent(place, transfer) != null) {
      return false;
    }
    transfer
        .start(from, nodes)
        .thenAccept(
            failure -> {
              underWay.remove(place);
              events.accept(
                  failure
                      .<ContentEvent>map(
                          why -> new ContentEvent.Failed(cid, node, clock.get(), why))
                      .orElseGet(() -> new ContentEvent.Arrived(cid, node, clock.get())));
            });
    return true;
  }

  /** Begins to heal every copy of the batch; ends when all have begun. */
  private CompletionStage<Outcome> heal(HealContent action) {
    int begun = 0;
    for (HealContent.One one : action.copies()) {
      begun += begin(one) ? 1 : 0;
    }
    int all = action.copies().size();
    return CompletableFuture.completedFuture(
        begun > 0
            ? Outcome.done("%d of %d heals begun".formatted(begun, all))
            : Outcome.failed("none of %d heals could be begun".formatted(all)));
  }

  private boolean begin(HealContent.One one) {
    Cid cid = Cid.parse(one.cid());
    List<Cid> blocks = one.blocks().stream().map(Cid::parse).toList();
    Optional<KuboEndpoint> target = nodes.rpc(one.node());
    Optional<KuboEndpoint> source = nodes.rpc(one.from());
    if (target.isEmpty() || source.isEmpty()) {
      String why = "%s or %s is no longer in the fleet".formatted(one.node(), one.from());
      events.accept(new ContentEvent.HealFailed(cid, one.node(), clock.get(), blocks, why));
      return false;
    }
    HealOrder order =
        new HealOrder(
            cid, target.get(), blocks, List.of(HealSource.rpc(source.get())), HEAL_WITHIN);
    healing
        .heal(order)
        .thenAccept(
            outcome ->
                events.accept(
                    outcome
                        .why()
                        .<ContentEvent>map(
                            why ->
                                new ContentEvent.HealFailed(
                                    cid, one.node(), clock.get(), blocks, why))
                        .orElseGet(() -> new ContentEvent.Arrived(cid, one.node(), clock.get()))));
    return true;
  }

  /** Gives up the transfer of that copy, if one is under way. */
  public void cancel(Cid cid, NodeId node, String why) {
    CopyTransfer transfer = underWay.get(new Place(cid, node));
    if (transfer != null) {
      transfer.cancel(why);
    }
  }

  /** Gives up all that is under way: this process leads no more, or stops. */
  public void cancelAll(String why) {
    underWay.values().forEach(transfer -> transfer.cancel(why));
  }

  /** How many transfers are under way. */
  public int underWay() {
    return underWay.size();
  }

  /** Unpins every copy of the batch; ends when the nodes have answered. */
  private CompletionStage<Outcome> drop(DropExcess action) {
    AtomicInteger dropped = new AtomicInteger();
    Map<NodeId, String> failures = new ConcurrentHashMap<>();
    List<CompletableFuture<Void>> all =
        action.copies().stream()
            .map(
                one ->
                    drop(Cid.parse(one.cid()), one.node())
                        .thenAccept(
                            failure -> {
                              failure.ifPresent(why -> failures.put(one.node(), why));
                              dropped.addAndGet(failure.isEmpty() ? 1 : 0);
                            })
                        .toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
        .thenApply(
            done -> {
              String detail = "%d of %d copies unpinned".formatted(dropped.get(), all.size());
              return failures.isEmpty()
                  ? Outcome.done(detail)
                  : Outcome.failed(detail + "; " + failures.values().iterator().next());
            });
  }

  private CompletionStage<Optional<String>> drop(Cid cid, NodeId node) {
    cancel(cid, node, "nobody wants the copy any more");
    Optional<KuboEndpoint> rpc = nodes.rpc(node);
    if (rpc.isEmpty()) {
      return CompletableFuture.completedFuture(Optional.of(node + " is no longer in the fleet"));
    }
    return kubo.pinRm(rpc.get(), cid, UNPIN)
        .thenApply(
            reply ->
                reply.fold(
                    removed -> {
                      events.accept(new ContentEvent.Dropped(cid, node, clock.get()));
                      return Optional.<String>empty();
                    },
                    fault -> Optional.of(fault.detail())));
  }
}
