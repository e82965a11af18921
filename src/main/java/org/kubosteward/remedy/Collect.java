package org.kubosteward.remedy;

import java.util.Optional;
import java.util.Set;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;

/** A repository that runs full: delete the blocks that nothing pins. */
final class Collect implements Remedy {
  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.COLLECT_GARBAGE);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    Optional<NodeId> node = finding.subject().node();
    if (node.isEmpty()) {
      return Proposal.leave("this finding names no node, so there is nowhere to collect");
    }
    NodeId target = node.get();
    if (healing(finding, situation)) {
      return Proposal.leave(
          "the last collection of %s ended at a block that is lost, and so would the next: GC_ABORTED is mended first"
              .formatted(target));
    }
    String fill =
        situation
            .picture()
            .node(target)
            .flatMap(view -> view.repo().value())
            .map(repo -> " is %s full".formatted(Evidence.percent(repo.fill())))
            .orElse(" runs full");
    return Proposal.act(
        new CollectGarbage(target),
        "the repository of %s%s: a collection deletes what nothing pins".formatted(target, fill));
  }

  /** Whether what ended the last collection is being mended by us, and may yet be. */
  private static boolean healing(Finding full, Situation situation) {
    return situation
        .report()
        .finding(new Finding.Key(Code.GC_ABORTED, full.subject()))
        .filter(aborted -> healing(aborted, situation.policy(), situation))
        .isPresent();
  }

  private static boolean healing(Finding aborted, RemedyPolicy policy, Situation situation) {
    return new HealThenCollect()
        .propose(aborted, situation)
        .action()
        .filter(HealBlocks.class::isInstance)
        .filter(heal -> policy.mode(heal.kind()) == Mode.AUTO)
        .map(heal -> PriorAttempts.of(aborted, heal, situation))
        .filter(streak -> streak.inVain() < policy.rule(ActionKind.HEAL_BLOCKS).attempts())
        .isPresent();
  }
}
