package org.kubosteward.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.health.Mesh.Tie;

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
  public Stream<Observation> examine(FleetSnapshot picture) {
    Mesh mesh = new Mesh(picture);
    Serving serving = new Serving(picture, mesh, policy.linkFailures());
    return picture.links().entrySet().stream()
        .flatMap(entry -> verdict(picture, mesh, serving, entry).stream());
  }

  private Optional<Observation> verdict(
      FleetSnapshot picture, Mesh mesh, Serving serving, Map.Entry<Link, Proof> tried) {
    Link link = tried.getKey();
    if (!onNetwork(picture, link.from())
        || !onNetwork(picture, link.to())
        || mesh.ambiguous(link)) {
      return Optional.empty();
    }
    Tie tie = mesh.tie(link.from(), link.to());
    return tie == Tie.APART || serving.explains(link)
        ? Optional.empty()
        : ofConnected(picture, tie, link, tried.getValue());
  }

  private Optional<Observation> ofConnected(
      FleetSnapshot picture, Tie tie, Link link, Proof proof) {
    Subject subject = Subject.of(link);
    Duration age = Duration.between(proof.at(), picture.takenAt());
    if (age.compareTo(PROOF_HOLDS_FOR) > 0) {
      return Optional.of(
          Observation.cannotTell(
              Code.LINK_NOT_EXCHANGING,
              subject,
              "no canary in the last " + Evidence.span(PROOF_HOLDS_FOR)));
    }
    return switch (proof.outcome()) {
      case EXCHANGED -> Optional.empty();
      case NOT_TRIED, NOT_ALLOWED ->
          Optional.of(
              Observation.notAsked(
                  Code.LINK_NOT_EXCHANGING, subject, "the canary could not be tried"));
      case NOT_EXCHANGED ->
          Optional.of(tie == Tie.UNKNOWN ? untold(picture, link) : ofFailure(picture, link, proof));
    };
  }

  private Observation ofFailure(FleetSnapshot picture, Link link, Proof proof) {
    Subject subject = Subject.of(link);
    Evidence evidence = Evidence.of("failures", proof.failures()).and("why", proof.detail());
    return broken(proof)
        ? Observation.of(Code.LINK_NOT_EXCHANGING, subject, level(picture, link), evidence)
        : Observation.lingering(Code.LINK_NOT_EXCHANGING, subject, Level.WARN, evidence);
  }

  /** The block did not come, and whether the two are connected nobody knows. */
  private static Observation untold(FleetSnapshot picture, Link link) {
    return Observation.untold(
        Code.LINK_NOT_EXCHANGING,
        Subject.of(link),
        Stream.of(link.from(), link.to())
            .flatMap(id -> picture.node(id).stream())
            .flatMap(Mesh::gaps));
  }

  private Level level(FleetSnapshot picture, Link link) {
    boolean anotherMayWork =
        picture
            .views()
            .filter(view -> view.up() && !view.offline())
            .map(NodeView::id)
            .filter(id -> !id.equals(link.to()))
            .map(id -> Optional.ofNullable(picture.links().get(new Link(id, link.to()))))
            .anyMatch(proof -> proof.filter(this::broken).isEmpty());
    return anotherMayWork ? Level.WARN : Level.CRIT;
  }

  private boolean broken(Proof proof) {
    return proof.outcome() == Outcome.NOT_EXCHANGED && proof.failures() >= policy.linkFailures();
  }

  private static boolean onNetwork(FleetSnapshot picture, NodeId id) {
    return picture.node(id).filter(view -> view.up() && !view.offline()).isPresent();
  }
}
