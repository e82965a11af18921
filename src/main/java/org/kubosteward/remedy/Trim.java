package org.kubosteward.remedy;

import java.util.List;
import java.util.Set;
import org.kubosteward.content.Step;
import org.kubosteward.health.Finding;

/** Copies too many: unpin them, once as many others as are wanted are freshly proven. */
final class Trim implements Remedy {
  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.DROP_EXCESS);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    List<DropExcess.One> copies =
        ContentSteps.of(finding, situation, Step.Drop.class)
            .limit(DropExcess.MOST)
            .map(step -> new DropExcess.One(step.cid().toString(), step.node()))
            .toList();
    return copies.isEmpty()
        ? Proposal.leave(
            "copies too many wait: each until its delay is over and as many others as the policy"
                + " wants are freshly proven on nodes that answer")
        : Proposal.act(
            DropExcess.of(copies),
            "%s too many, and as many others as are wanted are freshly proven"
                .formatted(ContentSteps.count(copies.size(), "one copy is", "copies are")));
  }
}
