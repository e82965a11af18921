package org.kubosteward.health.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kubosteward.fleet.LinkProof;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

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
  public Stream<Observation> examine(Picture picture) {
    Mesh mesh = picture.mesh();
    List<List<Proof>> proofs = proofs(mesh);
    return IntStream.range(0, mesh.size())
        .filter(mesh::answers)
        .boxed()
        .flatMap(
            place ->
                verdict(picture, Subject.of(mesh.view(place).id()), proofs.get(place)).stream());
  }

  /** Of the links to nodes that answer, by the place of the node that the block was put on. */
  private static List<List<Proof>> proofs(Mesh mesh) {
    List<List<Proof>> proofs =
        Stream.<List<Proof>>generate(ArrayList::new).limit(mesh.size()).toList();
    for (LinkProof tried : mesh.proofs()) {
      if (mesh.up(tried.to()) && tried.from() != Mesh.NOWHERE) {
        proofs.get(tried.from()).add(tried.proof());
      }
    }
    return proofs;
  }

  private Optional<Observation> verdict(Picture picture, Subject node, List<Proof> proofs) {
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
