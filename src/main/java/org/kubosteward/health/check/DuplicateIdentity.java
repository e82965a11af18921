package org.kubosteward.health.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.Namesakes;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * Two nodes or more with one peer id: one finding an id, about the first two of them. Their
 * siblings reach now the one and now the other, and each of the two takes the other for itself. A
 * node that does not say who it is has findings of its own.
 */
final class DuplicateIdentity implements Check {
  /** Evidence is for reading: a long list of names is cut here. */
  private static final int NAMED = 10;

  @Override
  public Stream<Observation> examine(Picture picture) {
    List<NodeView> answering = picture.fleet().views().filter(NodeView::up).toList();
    return Namesakes.among(answering).byPeerId().entrySet().stream()
        .map(DuplicateIdentity::observation);
  }

  private static Observation observation(Map.Entry<String, List<NodeId>> shared) {
    List<NodeId> nodes = shared.getValue();
    String names =
        nodes.stream().limit(NAMED).map(NodeId::toString).collect(Collectors.joining(", "));
    return Observation.of(
        Code.DUPLICATE_IDENTITY,
        Subject.of(new Link(nodes.get(0), nodes.get(1))),
        Level.CRIT,
        Evidence.of("peer_id", shared.getKey())
            .and("nodes", nodes.size() > NAMED ? names + ", ..." : names));
  }
}
