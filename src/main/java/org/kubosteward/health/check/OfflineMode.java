package org.kubosteward.health.check;

import java.util.stream.Stream;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * A node that says itself that it runs without a network ({@code ipfs daemon --offline}): it
 * answers, and what it holds nobody can fetch. The checks of what needs a network say nothing of it
 * meanwhile. Critical, as for a node without one peer: it serves only who asks itself.
 */
final class OfflineMode implements Check {
  @Override
  public Stream<Observation> examine(Picture picture) {
    return picture.fleet().views().filter(NodeView::offline).map(OfflineMode::observation);
  }

  private static Observation observation(NodeView view) {
    String told = view.swarm().missing().orElseThrow().detail();
    return Observation.of(
        Code.NODE_OFFLINE_MODE, Subject.of(view.id()), Level.CRIT, Evidence.of("why", told));
  }
}
