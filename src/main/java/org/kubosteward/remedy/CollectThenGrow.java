package org.kubosteward.remedy;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;

/**
 * A disk that runs full. The ladder, cheapest and most reversible first: a collection, which works
 * at zero bytes free and deletes only what nothing pins (kubo answers {@code repo/gc} there, while
 * every other write fails, and a change of the configuration would empty its file); then a larger
 * volume, which never shrinks again. What is pinned is for people to unpin.
 *
 * <p>Both are right where the blocks are on a disk of their own as well: a collection deletes
 * blocks, and what grows is the volume that they are on.
 */
final class CollectThenGrow implements Remedy {
  private final Grow grow = new Grow();

  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.COLLECT_GARBAGE, ActionKind.GROW_VOLUME);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    Proposal growth = grow.propose(finding, situation);
    Optional<NodeId> node = finding.subject().node();
    if (node.isEmpty() || !allowed(ActionKind.COLLECT_GARBAGE, situation)) {
      return growth;
    }
    Action collect = new CollectGarbage(node.get());
    boolean growable = growth.action().isPresent() && allowed(ActionKind.GROW_VOLUME, situation);
    if (growable && collected(finding, collect, situation)) {
      return growth;
    }
    return Proposal.act(
        collect,
        "%s: a collection deletes what nothing pins, and works without space; after it %s"
            .formatted(
                full(node.get(), situation),
                growable ? "the volume may grow" : "a person: " + growth.why()));
  }

  private static String full(NodeId node, Situation situation) {
    return situation.picture().blockWrites().refused(node).isPresent()
        ? "the disk of the blocks of %s is full".formatted(node)
        : "the disk under %s is nearly full".formatted(node);
  }

  private static boolean allowed(ActionKind kind, Situation situation) {
    return situation.policy().mode(kind) != Mode.OBSERVE;
  }

  /** Whether one was done that this trouble outlived, or so lately that the next is not due. */
  private static boolean collected(Finding finding, Action collect, Situation situation) {
    PriorAttempts streak = PriorAttempts.of(finding, collect, situation);
    Instant due = situation.now().minus(streak.cooldown(situation.policy().rule(collect.kind())));
    return streak
        .last()
        .filter(last -> !last.unsettled())
        .filter(last -> last.lastAt().isAfter(finding.since()) || last.lastAt().isAfter(due))
        .isPresent();
  }
}
