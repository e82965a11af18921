package org.kubosteward.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.journal.RoundFigures.NodeFigures;

/** The latest round whole, and the figures of the last ones. Reading never waits for writing. */
final class RecentRounds {
  private final int size;
  private volatile Kept kept = new Kept(Optional.empty(), Map.of(), List.of());

  RecentRounds(int size) {
    this.size = size;
  }

  /** Both change at once, so that a reader never sees one without the other. */
  private record Kept(
      Optional<Round> latest,
      Map<NodeId, Reading<Bandwidth>> bandwidthBefore,
      List<RoundFigures> history) {}

  Optional<Round> latest() {
    return kept.latest();
  }

  /** Of the round before the latest; the picture whole would be as large as the latest. */
  Map<NodeId, Reading<Bandwidth>> bandwidthBefore() {
    return kept.bandwidthBefore();
  }

  List<RoundFigures> history() {
    return kept.history();
  }

  synchronized void add(Round round) {
    List<RoundFigures> before = kept.history();
    int drop = Math.max(0, before.size() + 1 - size);
    List<RoundFigures> after = new ArrayList<>(before.subList(drop, before.size()));
    after.add(figures(round));
    kept = new Kept(Optional.of(round), bandwidth(kept.latest()), List.copyOf(after));
  }

  private static Map<NodeId, Reading<Bandwidth>> bandwidth(Optional<Round> round) {
    Map<NodeId, Reading<Bandwidth>> moved = new HashMap<>();
    round.ifPresent(
        r -> r.picture().views().forEach(view -> moved.put(view.id(), view.bandwidth())));
    return Map.copyOf(moved);
  }

  private static RoundFigures figures(Round round) {
    Map<NodeId, NodeFigures> nodes = new HashMap<>();
    round.picture().views().forEach(view -> nodes.put(view.id(), figures(view)));
    return new RoundFigures(
        round.picture().round(),
        round.picture().takenAt(),
        round.took(),
        round.report().status(),
        nodes);
  }

  private static NodeFigures figures(NodeView view) {
    return new NodeFigures(
        view.up(),
        view.swarm().value().map(Swarm::peers).orElse(-1),
        view.repo().value().map(RepoStat::fill).orElse(-1.0));
  }
}
