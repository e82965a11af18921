package org.kubosteward.health.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Reach;
import org.kubosteward.health.Subject;

/**
 * Half of a fleet of two or more, or more than half, that does not answer. A node that answers with
 * what is of no use to us (403, nonsense, too slowly), or that its siblings are connected to,
 * lives, and is told apart; a new pod that boots is left out.
 */
final class FleetMajorityDown implements Check {
  /** Evidence is for reading: a long list of names is cut here. */
  private static final int NAMED = 10;

  @Override
  public Stream<Observation> examine(Picture picture) {
    int size = picture.fleet().nodes().size();
    List<NodeView> silent =
        size < 2
            ? List.of()
            : picture.reaches().stream()
                .filter(Reach::silent)
                .map(Reach::node)
                .filter(view -> !view.booting())
                .toList();
    if (size < 2 || silent.size() * 2 < size) {
      return Stream.empty();
    }
    Evidence evidence =
        Evidence.of("not_answering", silent.size() + " of " + size)
            .and(
                "nodes",
                silent.stream()
                        .limit(NAMED)
                        .map(FleetMajorityDown::named)
                        .collect(Collectors.joining(", "))
                    + (silent.size() > NAMED ? ", ..." : ""));
    return Stream.of(
        Observation.of(Code.FLEET_MAJORITY_DOWN, Subject.fleet(), Level.CRIT, evidence));
  }

  private static String named(NodeView view) {
    return view.id()
        + view.version().missing().map(Missing::why).map(why -> " (" + why + ")").orElse("");
  }
}
