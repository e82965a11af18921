package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.kubosteward.fleet.NodeId;

/**
 * Copies too many: marked when as many others as the policy wants at the most are freshly proven on
 * nodes that answer, dropped when that still holds after the delay, and kept after all when one of
 * the others is lost meanwhile.
 */
final class Trimming {
  private final Contents contents;
  private final Hosts hosts;
  private final Placement placement;
  private final RepairPolicy policy;
  private final Instant now;
  private final PlanDraft draft;
  private int marksLeft = ContentPlanner.MARKS_MOST;
  private int dropsLeft;

  Trimming(
      Contents contents,
      Hosts hosts,
      Placement placement,
      RepairPolicy policy,
      Instant now,
      PlanDraft draft) {
    this.contents = contents;
    this.hosts = hosts;
    this.placement = placement;
    this.policy = policy;
    this.now = now;
    this.draft = draft;
    this.dropsLeft = policy.budget().drops();
  }

  /** Whether such a content may have copies too many. */
  static boolean concerns(Standing standing, ContentPolicy policy) {
    int copies = standing.proven() + standing.held();
    return standing.excess() > 0
        || (copies > policy.replicasMax() && standing.fresh() >= policy.replicasMax());
  }

  void trim(int row) {
    Desired desired = contents.desired[row];
    SortedMap<NodeId, Copy> copies = contents.copies(row);
    List<NodeId> excess = nodes(copies, copy -> copy.state() == CopyState.EXCESS);
    int proven = counted(copies);
    int max = desired.policy().replicasMax();
    if (proven < max) {
      keep(desired, excess, max - proven);
      return;
    }
    for (NodeId node : excess) {
      if (dropsLeft > 0 && mayDrop(row, node)) {
        draft.add(new Step.Drop(desired.cid(), node));
        dropsLeft--;
      }
    }
    mark(desired, copies, max);
  }

  /** Proven copies that count: on nodes that answer, and on nodes that are away. */
  private int counted(SortedMap<NodeId, Copy> copies) {
    return (int)
        copies.entrySet().stream()
            .filter(entry -> entry.getValue().state() == CopyState.PROVEN)
            .filter(entry -> hosts.presence(entry.getKey()) != Presence.GONE)
            .count();
  }

  private void keep(Desired desired, List<NodeId> excess, int count) {
    List<NodeId> here =
        excess.stream().filter(node -> hosts.presence(node) != Presence.GONE).toList();
    List<NodeId> leastFirst = placement.leastWanted(desired, here, here.size());
    for (int i = leastFirst.size() - 1; i >= Math.max(0, leastFirst.size() - count); i--) {
      if (marksLeft > 0) {
        draft.add(new Step.Keep(desired.cid(), leastFirst.get(i)));
        marksLeft--;
      }
    }
  }

  private void mark(Desired desired, SortedMap<NodeId, Copy> copies, int max) {
    List<NodeId> keepers = new ArrayList<>(fresh(desired, copies));
    if (keepers.size() < max) {
      return;
    }
    keepers.removeAll(placement.leastWanted(desired, keepers, keepers.size() - max));
    List<NodeId> counted =
        nodes(copies, copy -> copy.state() == CopyState.PROVEN || copy.state() == CopyState.HELD);
    for (NodeId node : counted) {
      if (marksLeft > 0 && !keepers.contains(node) && hosts.presence(node) == Presence.HERE) {
        draft.add(new Step.MarkExcess(desired.cid(), node));
        marksLeft--;
      }
    }
  }

  /** Whether the copy there is one too many, has waited, and as many others are proven. */
  boolean mayDrop(int row, NodeId node) {
    Desired desired = contents.desired[row];
    SortedMap<NodeId, Copy> copies = contents.copies(row);
    return copies.get(node) instanceof Copy.Excess excess
        && !now.isBefore(excess.at().plus(policy.excessDelay()))
        && hosts.host(node).map(Host::writable).orElse(false)
        && fresh(desired, copies).size() >= desired.policy().replicasMax();
  }

  /** Nodes that answer with a copy proven within the interval, and not too many. */
  private List<NodeId> fresh(Desired desired, SortedMap<NodeId, Copy> copies) {
    Instant oldest = now.minus(desired.policy().verifyInterval());
    return nodes(copies, copy -> copy.state() == CopyState.PROVEN && !copy.at().isBefore(oldest))
        .stream()
        .filter(node -> hosts.presence(node) == Presence.HERE)
        .toList();
  }

  private static List<NodeId> nodes(SortedMap<NodeId, Copy> copies, Predicate<Copy> which) {
    return copies.keySet().stream().filter(node -> which.test(copies.get(node))).toList();
  }
}
