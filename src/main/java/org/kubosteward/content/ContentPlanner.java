package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.kubosteward.ipld.Cid;

/**
 * What to do about all content: transfers and heals for the most endangered first, within the
 * budget; copies too many marked, and dropped when nothing speaks against it. The same contents,
 * nodes and instant give the same plan.
 */
public final class ContentPlanner {
  /** Copies too many that one plan marks or unmarks, at the most. */
  static final int MARKS_MOST = 1_000;

  private final RepairPolicy policy;

  public ContentPlanner(RepairPolicy policy) {
    this.policy = policy;
  }

  /** A content in need, and its row. */
  private record Need(Endangered content, int row) {}

  /** The plan for those contents on those nodes at that instant. */
  public ContentPlan plan(Contents contents, Hosts hosts, Instant now) {
    Ledger ledger = new Ledger(contents, policy);
    if (hosts.answering() < policy.answeringMin()) {
      return ContentPlan.braked(
          now,
          ledger.bytesPerSecondEach(),
          "%.0f %% of the nodes answer, and fewer than %.0f %% may mean that it is we who cannot see"
              .formatted(100 * hosts.answering(), 100 * policy.answeringMin()));
    }
    PlanDraft draft = new PlanDraft();
    Standings standings = new Standings(contents, hosts, now);
    Placement placement = new Placement(hosts);
    giveUps(contents, standings, now).forEach(draft::add);
    Repairs repairs = new Repairs(contents, hosts, placement, ledger, policy, now, draft);
    Trimming trimming = new Trimming(contents, hosts, placement, policy, now, draft);
    List<Need> needs = new ArrayList<>();
    List<Need> surplus = new ArrayList<>();
    for (int row = 0; row < contents.size(); row++) {
      Desired desired = contents.desired[row];
      Standing standing = standings.of(row);
      Endangered one = new Endangered(desired.cid(), desired.policy().priority(), standing);
      if (Repairs.concerns(standing)) {
        needs.add(new Need(one, row));
      }
      if (Trimming.concerns(standing, desired.policy())) {
        surplus.add(new Need(one, row));
      }
    }
    inOrder(needs).forEach(need -> repairs.repair(need.row(), need.content().standing()));
    inOrder(surplus).forEach(need -> trimming.trim(need.row()));
    return draft.done(now, ledger.bytesPerSecondEach());
  }

  /**
   * Whether a copy that a plan drops may still be dropped: asked again with what is known in the
   * moment before it is done.
   */
  public boolean mayDrop(Step.Drop drop, Contents contents, Hosts hosts, Instant now) {
    Integer row = contents.rows.get(drop.cid());
    return row != null
        && new Trimming(contents, hosts, new Placement(hosts), policy, now, new PlanDraft())
            .mayDrop(row, drop.node());
  }

  private static List<Need> inOrder(List<Need> needs) {
    needs.sort(Comparator.comparing(Need::content, Endangered.WORST_FIRST));
    return needs;
  }

  /** Transfers that have brought nothing for too long, and those to nodes that are gone. */
  private List<Step> giveUps(Contents contents, Standings standings, Instant now) {
    List<Step> all = new ArrayList<>();
    for (Map.Entry<Long, Copy> entry : contents.told.entrySet()) {
      int node = PackedCopy.nodeOf(entry.getKey());
      if (entry.getValue() instanceof Copy.Fetching fetching
          && (standings.presence(node) == Presence.GONE || stalled(fetching, policy, now))) {
        Cid cid = contents.desired[PackedCopy.row(entry.getKey())].cid();
        all.add(new Step.GiveUp(cid, contents.nodes().get(node)));
      }
    }
    all.sort(
        Comparator.<Step, String>comparing(step -> step.cid().toString())
            .thenComparing(Step::node));
    return all;
  }

  static boolean stalled(Copy.Fetching fetching, RepairPolicy policy, Instant now) {
    return fetching.rate() == 0 && !now.isBefore(fetching.at().plus(policy.stallAfter()));
  }
}
