package org.kubosteward.health.check;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kubosteward.fleet.LinkProof;
import org.kubosteward.fleet.Mesh;
import org.kubosteward.fleet.Mesh.Tie;
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
 * A block that does not reach a connected sibling. A warning while another sibling's blocks may
 * still reach the asker, for users then wait but get most content; critical when no link into it
 * works.
 *
 * <p>A pair that is not connected belongs to {@link SiblingDisconnected}, and the links of a node
 * that serves nobody to {@link NodeNotServing}: whether it is that is awaited where it may be. A
 * link that no canary has been over yet is fine: after a start it takes a while until each had its
 * turn.
 */
final class LinkNotExchanging implements Check {
  /**
   * Older than this a canary says nothing about now. Twice the slowest pace that {@code
   * steward.probe.canary-every} allows, and twice what the largest fleet needs for a turn: a rota
   * that is merely slow must not make the verdict unknown.
   */
  static final Duration PROOF_HOLDS_FOR = Duration.ofHours(2);

  private final HealthPolicy policy;

  LinkNotExchanging(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    Mesh mesh = picture.mesh();
    Instant oldest = picture.takenAt().minus(PROOF_HOLDS_FOR);
    List<LinkProof> inDoubt =
        mesh.proofs().stream()
            .filter(tried -> !exchanges(tried.proof(), oldest))
            .filter(tried -> mesh.answers(tried.from()) && mesh.answers(tried.to()))
            .filter(tried -> !mesh.ambiguous(tried.link()))
            .toList();
    if (inDoubt.isEmpty()) {
      return Stream.empty();
    }
    Serving serving = new Serving(picture, policy.linkFailures());
    int[] broken = brokenTowards(mesh);
    return inDoubt.stream()
        .flatMap(tried -> verdict(mesh, serving, broken, tried, oldest).stream());
  }

  private static boolean exchanges(Proof proof, Instant oldest) {
    return proof.outcome() == Outcome.EXCHANGED && !proof.at().isBefore(oldest);
  }

  private Optional<Observation> verdict(
      Mesh mesh, Serving serving, int[] broken, LinkProof tried, Instant oldest) {
    Tie tie = mesh.tie(tried.from(), tried.to());
    return tie == Tie.APART || serving.explains(tried)
        ? Optional.empty()
        : ofConnected(mesh, tie, broken, tried, oldest);
  }

  private Optional<Observation> ofConnected(
      Mesh mesh, Tie tie, int[] broken, LinkProof tried, Instant oldest) {
    Subject subject = Subject.of(tried.link());
    if (tried.proof().at().isBefore(oldest)) {
      return Optional.of(
          Observation.cannotTell(
              Code.LINK_NOT_EXCHANGING,
              subject,
              "no canary in the last " + Evidence.span(PROOF_HOLDS_FOR)));
    }
    return switch (tried.proof().outcome()) {
      case EXCHANGED -> Optional.empty();
      case NOT_TRIED, NOT_ALLOWED ->
          Optional.of(
              Observation.notAsked(
                  Code.LINK_NOT_EXCHANGING, subject, "the canary could not be tried"));
      case NOT_EXCHANGED ->
          Optional.of(tie == Tie.UNKNOWN ? untold(mesh, tried) : ofFailure(mesh, broken, tried));
    };
  }

  private Observation ofFailure(Mesh mesh, int[] broken, LinkProof tried) {
    Subject subject = Subject.of(tried.link());
    Proof proof = tried.proof();
    Evidence evidence = Evidence.of("failures", proof.failures()).and("why", proof.detail());
    return broken(proof)
        ? Observation.of(
            Code.LINK_NOT_EXCHANGING, subject, level(mesh, broken, tried.to()), evidence)
        : Observation.lingering(Code.LINK_NOT_EXCHANGING, subject, Level.WARN, evidence);
  }

  /** The block did not come, and whether the two are connected nobody knows. */
  private static Observation untold(Mesh mesh, LinkProof tried) {
    return Observation.untold(
        Code.LINK_NOT_EXCHANGING,
        Subject.of(tried.link()),
        IntStream.of(tried.from(), tried.to())
            .mapToObj(mesh::view)
            .flatMap(SiblingDisconnected::gaps));
  }

  /** Critical when no node is left on the network whose blocks may still reach the asker. */
  private static Level level(Mesh mesh, int[] broken, int asker) {
    long others =
        IntStream.range(0, mesh.size())
            .filter(place -> place != asker && mesh.answers(place))
            .count();
    return broken[asker] < others ? Level.WARN : Level.CRIT;
  }

  /** Of each place how many of the nodes on the network it is proven to get nothing from. */
  private int[] brokenTowards(Mesh mesh) {
    int[] broken = new int[mesh.size()];
    for (LinkProof tried : mesh.proofs()) {
      if (mesh.answers(tried.from()) && tried.to() != Mesh.NOWHERE && broken(tried.proof())) {
        broken[tried.to()]++;
      }
    }
    return broken;
  }

  private boolean broken(Proof proof) {
    return proof.outcome() == Outcome.NOT_EXCHANGED && proof.failures() >= policy.linkFailures();
  }
}
