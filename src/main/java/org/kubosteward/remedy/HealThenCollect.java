package org.kubosteward.remedy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;

/**
 * A collection that ended at a block that is lost ends there every time. The ladder: the node reads
 * the blocks that the error names, which fetches them from a sibling; then it collects once more. A
 * block that nobody has is for people: unpin what needs it, or bring it back.
 */
final class HealThenCollect implements Remedy {
  private static final Pattern LOST = Pattern.compile("could not find ([A-Za-z0-9]{20,120})");

  @Override
  public Set<ActionKind> kinds() {
    return Set.of(ActionKind.HEAL_BLOCKS, ActionKind.COLLECT_GARBAGE);
  }

  @Override
  public Proposal propose(Finding finding, Situation situation) {
    Optional<NodeId> node = finding.subject().node();
    List<String> lost =
        LOST.matcher(finding.evidence().getOrDefault("error", ""))
            .results()
            .map(match -> match.group(1))
            .distinct()
            .limit(HealBlocks.MOST_BLOCKS)
            .toList();
    if (node.isEmpty() || lost.isEmpty()) {
      return Proposal.leave(
          "the error of the collection of %s names no block that could be fetched: see the evidence, run repo/verify?heal=true, then collect again"
              .formatted(finding.subject()));
    }
    NodeId target = node.get();
    Action heal = new HealBlocks(target, lost);
    boolean healed =
        situation.attempts().stream()
            .filter(a -> a.cause().equals(finding.key()) && !a.unsettled())
            .reduce((older, newer) -> newer)
            .filter(a -> a.action().sameDeed(heal) && a.result() == Result.DONE)
            .isPresent();
    if (healed && !wanted(target, situation)) {
      return Proposal.leave(
          "what was lost on %s is back, and nothing is full there, so nothing is collected: the next collection shows whether it ends well"
              .formatted(target));
    }
    return healed
        ? Proposal.act(
            new CollectGarbage(target),
            "what was lost on %s is back: it collects once more".formatted(target))
        : Proposal.act(
            heal,
            "%s reads what it has lost, and so fetches it from a sibling that has it: %s"
                .formatted(target, String.join(", ", lost)));
  }

  /** Whether there is still something to collect for: a pod without a volume comes back empty. */
  private static boolean wanted(NodeId node, Situation situation) {
    return Stream.of(Code.REPO_FULL, Code.REPO_NEAR_FULL, Code.DISK_NEAR_FULL)
        .map(code -> new Finding.Key(code, Subject.of(node)))
        .filter(key -> situation.report().finding(key).isPresent())
        .map(key -> Optional.ofNullable(situation.report().watches().get(key)))
        .anyMatch(watch -> watch.flatMap(HealthReport.Watch::goneSince).isEmpty());
  }
}
