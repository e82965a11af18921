package org.kubosteward.content;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.ipld.Cid;

/**
 * What is to be expected for one content: what the plan does about it, what stands in its way, and
 * why each node that does not get a copy does not.
 *
 * @param steps what the plan does about it now
 * @param obstacle what keeps the plan from doing more; empty when nothing does
 * @param brake why nothing is planned for any content; empty when something may be
 * @param next where copies that the policy still wants would go
 * @param refused why not to each of the other nodes
 * @param retryAt when a node on which it failed is tried again
 */
public record Outlook(
    List<Step> steps,
    Optional<Obstacle> obstacle,
    Optional<String> brake,
    List<NodeId> next,
    SortedMap<NodeId, Refusal> refused,
    SortedMap<NodeId, Instant> retryAt) {
  public Outlook {
    steps = List.copyOf(steps);
    next = List.copyOf(next);
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    retryAt = Collections.unmodifiableSortedMap(new TreeMap<>(retryAt));
  }

  /**
   * The outlook of that content in that picture; empty when nobody wants it.
   *
   * @param policy the one that the plan was made under
   */
  public static Optional<Outlook> of(Cid cid, ContentPicture picture, RepairPolicy policy) {
    return Optional.ofNullable(picture.contents().rows.get(cid))
        .map(row -> of(row, picture, policy));
  }

  private static Outlook of(int row, ContentPicture picture, RepairPolicy policy) {
    Contents contents = picture.contents();
    Instant now = picture.snapshot().takenAt();
    Cid cid = contents.desired[row].cid();
    Standing standing = new Standings(contents, picture.hosts(), now).of(row);
    PlanDraft alone = new PlanDraft();
    Repairs repairs =
        new Repairs(
            contents,
            picture.hosts(),
            new Placement(picture.hosts()),
            new Ledger(contents, policy),
            policy,
            now,
            alone);
    Placement.Choice choice = repairs.choice(row, missing(contents.desired[row], standing));
    if (Repairs.concerns(standing)) {
      repairs.repair(row, standing);
    }
    List<Step> steps =
        picture.plan().steps().stream().filter(step -> step.cid().equals(cid)).toList();
    return new Outlook(
        steps,
        obstacle(cid, steps, picture.plan(), alone.done(now, 0)),
        picture.plan().brake(),
        choice.chosen(),
        choice.refused(),
        retries(contents.copies(row), policy, now));
  }

  /** Of the copies that count, and those that come, how many the policy wants more. */
  private static int missing(Desired desired, Standing standing) {
    int there = standing.proven() + standing.held() + standing.fetching() + standing.excess();
    return there >= desired.policy().replicasMin() && standing.damaged() == 0
        ? 0
        : Math.max(0, desired.policy().replicasMax() - there);
  }

  /** What the plan says itself; else what it would say with this content alone before it. */
  private static Optional<Obstacle> obstacle(
      Cid cid, List<Step> steps, ContentPlan plan, ContentPlan alone) {
    if (plan.brake().isPresent()) {
      return Optional.empty();
    }
    Optional<Obstacle> said =
        plan.undone().stream()
            .filter(undone -> undone.cid().equals(cid))
            .map(ContentPlan.Undone::obstacle)
            .findFirst()
            .or(() -> alone.undone().stream().map(ContentPlan.Undone::obstacle).findFirst());
    boolean othersFirst = said.isEmpty() && steps.isEmpty() && !alone.steps().isEmpty();
    return othersFirst ? Optional.of(Obstacle.BUDGET_SPENT) : said;
  }

  private static SortedMap<NodeId, Instant> retries(
      SortedMap<NodeId, Copy> copies, RepairPolicy policy, Instant now) {
    SortedMap<NodeId, Instant> retries = new TreeMap<>();
    for (Map.Entry<NodeId, Copy> entry : copies.entrySet()) {
      Copy copy = entry.getValue();
      int failures =
          copy instanceof Copy.Absent absent
              ? absent.failures()
              : copy instanceof Copy.Damaged damaged && damaged.failures() >= Standings.HEALS_MOST
                  ? damaged.failures()
                  : 0;
      Instant at = policy.retryAt(copy.at(), failures);
      if (failures > 0 && at.isAfter(now)) {
        retries.put(entry.getKey(), at);
      }
    }
    return retries;
  }
}
