package org.kubosteward.probe.proof;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.kubosteward.content.BlockList;
import org.kubosteward.content.ContentEvent;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ProofSchedule;
import org.kubosteward.content.ProofTask;
import org.kubosteward.fleet.NodeId;

/**
 * Has copies proven, beside the rounds: each picture brings the order of what is due, and whenever
 * a proof ends the next one on its node begins. What came of each is told as an event.
 */
public final class ProofDesk {
  /** What a node may have waiting: more than it can prove until the next picture. */
  private static final int WAITING_A_NODE = 64;

  private static final int WAITING = 4_096;

  /** A copy that could not be proven to its end is left alone for so long. */
  private static final Duration LEFT_FOR = Duration.ofMinutes(1);

  private final CopyProver prover;
  private final Function<NodeId, Optional<ProofPlace>> places;
  private final KnownBlocks lists;
  private final Executor executor;
  private final InstantSource clock;
  private final Consumer<ContentEvent> events;
  private final int perNode;
  private final ProofSchedule schedule = new ProofSchedule(WAITING_A_NODE, WAITING);
  private final Set<ProofTask> underWay = new HashSet<>();
  private final Map<ProofTask, Instant> left = new HashMap<>();
  private Map<NodeId, Deque<ProofTask>> waiting = Map.of();

  /**
   * One that has nothing to prove.
   *
   * @param perNode proofs at a time that read the disk of one node
   */
  public ProofDesk(
      CopyProver prover,
      Function<NodeId, Optional<ProofPlace>> places,
      KnownBlocks lists,
      Executor executor,
      InstantSource clock,
      int perNode,
      Consumer<ContentEvent> events) {
    this.prover = prover;
    this.places = places;
    this.lists = lists;
    this.executor = executor;
    this.clock = clock;
    this.perNode = perNode;
    this.events = events;
  }

  /** What is due by that picture replaces what has been waiting. */
  public void show(ContentPicture picture) {
    synchronized (this) {
      Instant now = clock.instant();
      left.values().removeIf(at -> !now.isBefore(at.plus(LEFT_FOR)));
      Set<ProofTask> without = new HashSet<>(left.keySet());
      without.addAll(underWay);
      Map<NodeId, Deque<ProofTask>> next = new HashMap<>();
      schedule
          .next(picture.contents(), picture.hosts(), now, Set.of(), without)
          .forEach(task -> next.computeIfAbsent(task.node(), any -> new ArrayDeque<>()).add(task));
      waiting = next;
    }
    Set<NodeId> nodes = Set.copyOf(waiting.keySet());
    nodes.forEach(this::fill);
  }

  /** Forgets what has been waiting: this process leads no more. Proofs under way end. */
  public synchronized void clear() {
    waiting = Map.of();
  }

  /** How many proofs are under way. */
  public synchronized int underWay() {
    return underWay.size();
  }

  private void fill(NodeId node) {
    for (Optional<ProofTask> task = take(node); task.isPresent(); task = take(node)) {
      begin(task.get());
    }
  }

  private synchronized Optional<ProofTask> take(NodeId node) {
    long running = underWay.stream().filter(task -> task.node().equals(node)).count();
    Deque<ProofTask> due = waiting.get(node);
    if (due == null || due.isEmpty() || running >= perNode) {
      return Optional.empty();
    }
    ProofTask task = due.remove();
    underWay.add(task);
    return Optional.of(task);
  }

  private void begin(ProofTask task) {
    try {
      executor.execute(
          () -> {
            Optional<BlockList> list = lists.of(task.cid());
            proven(task, list)
                .thenAccept(result -> ended(task, Optional.of(kept(task, list, result))));
          });
    } catch (RejectedExecutionException stopping) {
      ended(task, Optional.empty());
    }
  }

  private CompletionStage<ProofResult> proven(ProofTask task, Optional<BlockList> list) {
    return places
        .apply(task.node())
        .map(place -> prover.prove(task.cid(), place, list))
        .orElseGet(
            () ->
                CompletableFuture.completedFuture(
                    new ProofResult.Unfinished(task.node() + " is no longer in the fleet", 0)));
  }

  /** A list that was made by this proof is of use to those of the other copies. */
  private ProofResult kept(ProofTask task, Optional<BlockList> list, ProofResult result) {
    if (list.isEmpty() && result instanceof ProofResult.Whole whole) {
      try {
        executor.execute(() -> lists.keep(task.cid(), whole.list()));
      } catch (RejectedExecutionException stopping) {
        return result;
      }
    }
    return result;
  }

  private void ended(ProofTask task, Optional<ProofResult> result) {
    Instant now = clock.instant();
    synchronized (this) {
      underWay.remove(task);
      // The event is taken in by the next picture: until then it would be due again.
      left.put(task, now);
    }
    result.flatMap(known -> event(task, known, now)).ifPresent(events);
    fill(task.node());
  }

  private static Optional<ContentEvent> event(ProofTask task, ProofResult result, Instant now) {
    if (result instanceof ProofResult.Whole whole) {
      return Optional.of(new ContentEvent.Proved(task.cid(), task.node(), now, whole.bytes()));
    }
    if (result instanceof ProofResult.Damaged damaged) {
      return Optional.of(
          new ContentEvent.Damage(
              task.cid(),
              task.node(),
              now,
              damaged.blocks().stream().map(BadBlock::cid).toList(),
              damaged.missing() + damaged.corrupt()));
    }
    if (!(result instanceof ProofResult.NotPinned unpinned)) {
      return Optional.empty();
    }
    // A heal that was interrupted is finished by one that names no blocks.
    return Optional.of(
        unpinned.healing()
            ? new ContentEvent.Damage(task.cid(), task.node(), now, List.of(), 1)
            : new ContentEvent.Unpinned(task.cid(), task.node(), now));
  }
}
