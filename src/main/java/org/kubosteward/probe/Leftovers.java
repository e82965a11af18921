package org.kubosteward.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.kubo.ActiveCommands;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.kubo.Reply;

/**
 * The canaries' blocks that still lie on the nodes, and their removal.
 *
 * <p>kubo's {@code block/rm} takes the lock of a garbage collection: behind a pin that is stuck it
 * waits, and every write of the node waits behind it, even after the call was given up. So blocks
 * are gathered and swept in one call a node at the slow pace, only while the node runs nothing that
 * writes, which is looked at once more right before. What cannot be swept is 64 bytes, unpinned:
 * the next collection takes it.
 */
final class Leftovers {
  /** A node's blocks beyond this are left to its next collection. */
  static final int MOST = 2_000;

  /** What one call removes: its address stays well under kubo's bound for a request head. */
  private static final int MOST_A_SWEEP = 400;

  private final Kubo kubo;
  private final Duration every;
  private final Duration deadline;
  private final InstantSource clock;
  private final Map<NodeId, Heap> heaps = new ConcurrentHashMap<>();

  Leftovers(Kubo kubo, ProbePolicy policy, InstantSource clock) {
    this.kubo = kubo;
    this.every = policy.slowEvery();
    this.deadline = policy.deadline();
    this.clock = clock;
  }

  /** A block of ours lies on that node. */
  void left(NodeId node, String cid) {
    heaps.compute(
        node,
        (id, heap) -> (heap == null ? Heap.empty(clock.instant().plus(every)) : heap).with(cid));
  }

  /** How many blocks of ours lie on that node. */
  int on(NodeId node) {
    Heap heap = heaps.get(node);
    return heap == null ? 0 : heap.cids().size();
  }

  /** Begins to remove what lies there, when it is time and nothing there writes. */
  void sweepIfDue(Target target, NodeView view) {
    Heap heap = heaps.get(target.id());
    Instant now = clock.instant();
    boolean quiet = view.commands().value().map(Leftovers::quiet).orElse(false);
    if (heap == null || heap.cids().isEmpty() || !due(heap, now) || !quiet) {
      return;
    }
    List<String> swept = heap.first(MOST_A_SWEEP);
    heaps.put(target.id(), heap.dueAt(now.plus(every)));
    kubo.diagCmds(target.rpc(), deadline)
        .thenAccept(
            look -> {
              if (quiet(look)) {
                remove(target, swept);
              }
            });
  }

  /** A turn that is further off than one pace was planned by a clock that was set back since. */
  private boolean due(Heap heap, Instant now) {
    return !now.isBefore(heap.due()) || now.plus(every).isBefore(heap.due());
  }

  private void remove(Target target, List<String> swept) {
    kubo.blockRm(target.rpc(), swept, deadline)
        .thenAccept(
            removed ->
                removed
                    .optional()
                    .ifPresent(
                        count ->
                            heaps.computeIfPresent(
                                target.id(), (id, heap) -> heap.without(swept))));
  }

  void keepOnly(Set<NodeId> nodes) {
    heaps.keySet().retainAll(nodes);
  }

  private static boolean quiet(Commands commands) {
    return commands.writer().isEmpty() && commands.collection().isEmpty();
  }

  private static boolean quiet(Reply<ActiveCommands> look) {
    return look.optional()
        .filter(all -> all.commands().stream().noneMatch(c -> Commands.inTheWay(c.command())))
        .isPresent();
  }

  private record Heap(List<String> cids, Instant due) {
    static Heap empty(Instant due) {
      return new Heap(List.of(), due);
    }

    Heap with(String cid) {
      if (cids.size() >= MOST) {
        return this;
      }
      List<String> more = new ArrayList<>(cids);
      more.add(cid);
      return new Heap(List.copyOf(more), due);
    }

    Heap without(List<String> gone) {
      List<String> rest = new ArrayList<>(cids);
      rest.removeAll(gone);
      return new Heap(List.copyOf(rest), due);
    }

    Heap dueAt(Instant when) {
      return new Heap(cids, when);
    }

    List<String> first(int most) {
      return cids.subList(0, Math.min(most, cids.size()));
    }
  }
}
