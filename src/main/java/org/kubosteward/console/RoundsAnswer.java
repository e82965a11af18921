package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Status;
import org.kubosteward.journal.RoundFigures;

/** {@code GET /api/v1/rounds}: figures for charts, oldest first. */
record RoundsAnswer(List<Figures> rounds) {

  /** The last {@code limit} of the history. */
  static RoundsAnswer of(List<RoundFigures> history, int limit) {
    return new RoundsAnswer(
        history.subList(Math.max(0, history.size() - limit), history.size()).stream()
            .map(Figures::of)
            .toList());
  }

  /** One round. */
  record Figures(long round, Instant at, long tookMillis, Status status, List<Node> nodes) {
    static Figures of(RoundFigures figures) {
      return new Figures(
          figures.round(),
          figures.at(),
          figures.took().toMillis(),
          figures.status(),
          new TreeMap<>(figures.nodes()).entrySet().stream().map(Node::of).toList());
    }
  }

  /** One node in one round; unknown figures are null. */
  record Node(
      String name,
      String namespace,
      boolean up,
      Optional<Integer> peers,
      Optional<Double> repoFill) {
    static Node of(Map.Entry<NodeId, RoundFigures.NodeFigures> entry) {
      RoundFigures.NodeFigures figures = entry.getValue();
      return new Node(
          entry.getKey().name(),
          entry.getKey().namespace(),
          figures.up(),
          Optional.of(figures.peers()).filter(peers -> peers >= 0),
          Optional.of(figures.repoFill()).filter(fill -> fill >= 0));
    }
  }
}
