package org.kubosteward.health.check;

import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/** A node with fewer distinct peers than it should have; with none it is cut off. */
final class PeersLow implements Check {
  private final HealthPolicy policy;

  PeersLow(HealthPolicy policy) {
    this.policy = policy;
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    return Answering.judge(picture, Code.PEERS_LOW, NodeView::swarm, this::verdict);
  }

  private Optional<Observation> verdict(NodeView view, Swarm swarm) {
    int peers = swarm.peers();
    if (peers >= policy.peersMin()) {
      return Optional.empty();
    }
    return Optional.of(
        Observation.of(
            Code.PEERS_LOW,
            Subject.of(view.id()),
            peers == 0 ? Level.CRIT : Level.WARN,
            Evidence.of("peers", peers).and("at_least", policy.peersMin())));
  }
}
