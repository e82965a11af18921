package org.kubosteward.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;

/**
 * A node that answers and on which no canary can be run: a block cannot be put there. Only links to
 * siblings that answer count; towards the others a canary fails for their sake.
 */
final class CanaryFailed implements Check {
  private final HealthPolicy policy;

  CanaryFailed(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(FleetSnapshot picture) {
    Map<NodeId, List<Proof>> proofs = proofs(picture);
    return picture
        .views()
        .filter(view -> view.up() && !view.offline())
        .flatMap(
            view -> verdict(picture, view, proofs.getOrDefault(view.id(), List.of())).stream());
  }

  /** Of the links to nodes that answer, by the node that the block was put on. */
  private static Map<NodeId, List<Proof>> proofs(FleetSnapshot picture) {
    return picture.links().entrySet().stream()
        .filter(entry -> picture.node(entry.getKey().to()).filter(NodeView::up).isPresent())
        .collect(
            Collectors.groupingBy(
                entry -> entry.getKey().from(),
                Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private Optional<Observation> verdict(FleetSnapshot picture, NodeView view, List<Proof> proofs) {
    Subject node = Subject.of(view.id());
    if (proofs.isEmpty()) {
      return Optional.of(
          Observation.notAsked(Code.CANARY_FAILED, node, "no canary was tried on it"));
    }
    if (proofs.stream().anyMatch(proof -> proof.outcome() != Outcome.NOT_TRIED)) {
      return Optional.empty();
    }
    Duration youngest =
        proofs.stream()
            .map(proof -> Duration.between(proof.at(), picture.takenAt()))
            .min(Duration::compareTo)
            .orElse(Duration.ZERO);
    if (youngest.compareTo(LinkNotExchanging.PROOF_HOLDS_FOR) > 0) {
      return Optional.of(
          Observation.cannotTell(
              Code.CANARY_FAILED,
              node,
              "no canary in the last " + Evidence.span(LinkNotExchanging.PROOF_HOLDS_FOR)));
    }
    Evidence evidence =
        Evidence.of("links", proofs.size())
            .and("failures", proofs.stream().mapToInt(Proof::failures).min().orElse(0))
            .and("why", proofs.get(0).detail());
    return Optional.of(
        proofs.stream().allMatch(proof -> proof.failures() >= policy.linkFailures())
            ? Observation.of(Code.CANARY_FAILED, node, Level.WARN, evidence)
            : Observation.lingering(Code.CANARY_FAILED, node, Level.WARN, evidence));
  }
}
