package org.kubosteward.remedy;

import java.util.List;
import java.util.Set;
import org.kubosteward.content.Step;
import org.kubosteward.health.Finding;

/** Content that has fewer proven copies than it should: make more, the most endangered first. */
final class Replicate implements Remedy {
  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.COPY_CONTENT);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    List<CopyContent.One> copies =
        ContentSteps.of(finding, situation, Step.Transfer.class)
            .limit(CopyContent.MOST)
            .map(step -> new CopyContent.One(step.cid().toString(), step.node(), step.from()))
            .toList();
    return copies.isEmpty()
        ? Proposal.leave(ContentSteps.whyNone(finding, situation))
        : Proposal.act(
            CopyContent.of(copies),
            "too few copies are proven: %s made, of the most endangered content first"
                .formatted(ContentSteps.count(copies.size(), "one is", "are")));
  }
}
