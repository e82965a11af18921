package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.kubosteward.fleet.NodeId;

/** Heals and transfers for one content after the other, as long as the budget lasts. */
final class Repairs {
  private final Contents contents;
  private final Hosts hosts;
  private final Placement placement;
  private final Ledger ledger;
  private final RepairPolicy policy;
  private final Instant now;
  private final PlanDraft draft;

  Repairs(
      Contents contents,
      Hosts hosts,
      Placement placement,
      Ledger ledger,
      RepairPolicy policy,
      Instant now,
      PlanDraft draft) {
    this.contents = contents;
    this.hosts = hosts;
    this.placement = placement;
    this.ledger = ledger;
    this.policy = policy;
    this.now = now;
    this.draft = draft;
  }

  /** Whether such a content may need something. */
  static boolean concerns(Standing standing) {
    return standing.damaged() > 0 || standing.isShort();
  }

  /** What that content needs, first what is nearest to whole. */
  void repair(int row, Standing standing) {
    Desired desired = contents.desired[row];
    SortedMap<NodeId, Copy> copies = contents.copies(row);
    int coming = (int) copies.entrySet().stream().filter(this::comes).count();
    // Copies too many come back before new ones are made.
    int there = standing.proven() + standing.held() + coming + standing.excess();
    int min = desired.policy().replicasMin();
    if (standing.damaged() == 0 && there >= min) {
      return;
    }
    if (ledger.spent()) {
      draft.leave(desired.cid(), Obstacle.BUDGET_SPENT);
      return;
    }
    int counted = there + heal(desired, copies);
    if (counted < min) {
      List<NodeId> sources = sources(copies, false);
      // Of what nobody here has, one copy comes from the network, and the others from that one.
      int most = sources.isEmpty() ? 1 : desired.policy().replicasMax();
      if (sources.isEmpty() && standing.stored()) {
        draft.leave(desired.cid(), Obstacle.NO_SOURCE);
      } else if (counted < most) {
        copy(desired, copies, sources, most - counted);
      }
    }
  }

  /** Whether it is on its way, and not about to be given up. */
  private boolean comes(Map.Entry<NodeId, Copy> entry) {
    return entry.getValue() instanceof Copy.Fetching fetching
        && hosts.presence(entry.getKey()) != Presence.GONE
        && !ContentPlanner.stalled(fetching, policy, now);
  }

  /** Heals what can be healed; how many damaged copies need no other in their place. */
  private int heal(Desired desired, SortedMap<NodeId, Copy> copies) {
    int counted = 0;
    for (Map.Entry<NodeId, Copy> entry : copies.entrySet()) {
      if (entry.getValue() instanceof Copy.Damaged damaged
          && hosts.presence(entry.getKey()) != Presence.GONE) {
        counted += heal(desired, entry.getKey(), damaged, copies) ? 1 : 0;
      }
    }
    return counted;
  }

  private boolean heal(
      Desired desired, NodeId node, Copy.Damaged damaged, SortedMap<NodeId, Copy> copies) {
    List<NodeId> proven = sources(copies, true);
    if (proven.isEmpty()) {
      draft.leave(desired.cid(), Obstacle.NO_PROVEN_SIBLING);
      return false;
    }
    if (damaged.failures() >= Standings.HEALS_MOST
        && now.isBefore(policy.retryAt(damaged.at(), damaged.failures()))) {
      draft.leave(desired.cid(), Obstacle.RETRY_LATER);
      return false;
    }
    if (!hosts.host(node).map(Host::writable).orElse(false)) {
      draft.leave(desired.cid(), Obstacle.NOT_WRITABLE);
      return true;
    }
    Optional<NodeId> source = free(proven);
    if (ledger.spent() || ledger.busy(node) || source.isEmpty()) {
      draft.leave(desired.cid(), Obstacle.BUDGET_SPENT);
      return true;
    }
    draft.add(new Step.Heal(desired.cid(), node, source.get(), damaged.blocks()));
    ledger.begin(node, source, 0);
    return true;
  }

  private void copy(
      Desired desired, SortedMap<NodeId, Copy> copies, List<NodeId> sources, int missing) {
    Set<NodeId> having = having(copies);
    Set<Refusal> refusals = EnumSet.noneOf(Refusal.class);
    List<NodeId> chosen =
        placement.choose(
            desired,
            missing,
            having,
            (host, any) -> against(host, desired, copies),
            (node, why) -> refusals.add(why));
    for (NodeId target : chosen) {
      Optional<NodeId> source = free(sources);
      if (ledger.spent() || (source.isEmpty() && !sources.isEmpty())) {
        draft.leave(desired.cid(), Obstacle.BUDGET_SPENT);
        return;
      }
      draft.add(new Step.Transfer(desired.cid(), target, source, desired.bytes()));
      ledger.begin(target, source, ledger.bytes(desired));
    }
    if (chosen.size() < missing) {
      draft.leave(desired.cid(), obstacle(refusals));
    }
  }

  /** Where so many more copies would go now, and why not to each of the other nodes. */
  Placement.Choice choice(int row, int missing) {
    Desired desired = contents.desired[row];
    SortedMap<NodeId, Copy> copies = contents.copies(row);
    return placement.choose(
        desired, missing, having(copies), (host, any) -> against(host, desired, copies));
  }

  private Set<NodeId> having(SortedMap<NodeId, Copy> copies) {
    Set<NodeId> having = new TreeSet<>(copies.keySet());
    having.removeIf(node -> absent(copies, node) || hosts.presence(node) == Presence.GONE);
    return having;
  }

  private static Obstacle obstacle(Set<Refusal> refusals) {
    return refusals.contains(Refusal.BUSY)
        ? Obstacle.BUDGET_SPENT
        : refusals.contains(Refusal.FAILED_LATELY) ? Obstacle.RETRY_LATER : Obstacle.NO_TARGET;
  }

  private Optional<Refusal> against(Host host, Desired desired, SortedMap<NodeId, Copy> copies) {
    if (copies.get(host.id()) instanceof Copy.Absent absent
        && now.isBefore(policy.retryAt(absent.at(), absent.failures()))) {
      return Optional.of(Refusal.FAILED_LATELY);
    }
    if (!ledger.fits(host, desired)) {
      return Optional.of(Refusal.NO_ROOM);
    }
    return ledger.busy(host.id()) ? Optional.of(Refusal.BUSY) : Optional.empty();
  }

  private static boolean absent(SortedMap<NodeId, Copy> copies, NodeId node) {
    return copies.get(node) instanceof Copy.Absent;
  }

  /** Nodes that answer and have it: those whose copy is proven, and only then others. */
  private List<NodeId> sources(SortedMap<NodeId, Copy> copies, boolean provenOnly) {
    List<NodeId> proven = new ArrayList<>();
    List<NodeId> others = new ArrayList<>();
    for (Map.Entry<NodeId, Copy> entry : copies.entrySet()) {
      CopyState state = entry.getValue().state();
      if (hosts.presence(entry.getKey()) != Presence.HERE) {
        continue;
      }
      if (state == CopyState.PROVEN) {
        proven.add(entry.getKey());
      } else if (state == CopyState.HELD || state == CopyState.EXCESS) {
        others.add(entry.getKey());
      }
    }
    return provenOnly || !proven.isEmpty() ? proven : others;
  }

  /** The one that takes part in the fewest transfers, if it may in one more. */
  private Optional<NodeId> free(List<NodeId> sources) {
    return sources.stream()
        .filter(node -> !ledger.busy(node))
        .min(Comparator.comparingInt(ledger::taken).thenComparing(Comparator.naturalOrder()));
  }
}
