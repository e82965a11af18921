package org.kubosteward.remedy;

import java.util.List;
import java.util.Set;
import org.kubosteward.content.Step;
import org.kubosteward.health.Finding;
import org.kubosteward.ipld.Cid;

/** Copies that miss blocks, or have wrong ones: replace them by those of a proven copy. */
final class HealDamaged implements Remedy {
  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.HEAL_CONTENT);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    List<HealContent.One> copies =
        ContentSteps.of(finding, situation, Step.Heal.class)
            .limit(HealContent.MOST)
            .map(
                step ->
                    new HealContent.One(
                        step.cid().toString(),
                        step.node(),
                        step.from(),
                        step.blocks().stream().map(Cid::toString).toList()))
            .toList();
    return copies.isEmpty()
        ? Proposal.leave(ContentSteps.whyNone(finding, situation))
        : Proposal.act(
            HealContent.of(copies),
            "%s damaged: what is missing or wrong is replaced by the blocks of a proven copy"
                .formatted(ContentSteps.count(copies.size(), "one copy is", "copies are")));
  }
}
