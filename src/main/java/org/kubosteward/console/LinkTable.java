package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;

/**
 * Who gets blocks from whom, by the last canary of each ordered pair.
 *
 * @param askers the columns: who asks
 * @param rows one for each node that holds
 * @param summary how many links there are and how many failed, and what is left out
 */
record LinkTable(List<String> askers, List<Row> rows, String summary) {
  /** A wider table cannot be read; then only nodes with a link in trouble are shown. */
  static final int WIDEST = 16;

  static LinkTable of(FleetSnapshot picture, Instant now) {
    long failed =
        picture.links().values().stream()
            .filter(proof -> proof.outcome() == Proof.Outcome.NOT_EXCHANGED)
            .count();
    List<NodeId> shown = shown(picture);
    String all =
        picture.links().isEmpty()
            ? "none was tried"
            : picture.links().size() + " links, " + (failed == 0 ? "none" : failed) + " blind";
    int hidden = picture.nodes().size() - shown.size();
    return new LinkTable(
        shown.stream().map(NodeId::name).toList(),
        shown.stream().map(from -> Row.of(from, shown, picture, now)).toList(),
        hidden > 0 ? all + "; " + hidden + " nodes are left out, see /api/v1/fleet" : all);
  }

  /** Whether both answer, so that what was proven between them still says something. */
  static boolean between(NodeId from, NodeId to, FleetSnapshot picture) {
    return picture.node(from).filter(NodeView::up).isPresent()
        && picture.node(to).filter(NodeView::up).isPresent();
  }

  private static List<NodeId> shown(FleetSnapshot picture) {
    if (picture.nodes().size() <= WIDEST) {
      return List.copyOf(picture.nodes().keySet());
    }
    SortedSet<NodeId> troubled = new TreeSet<>();
    picture
        .links()
        .forEach(
            (link, proof) -> {
              if (proof.outcome() == Proof.Outcome.NOT_EXCHANGED) {
                troubled.add(link.from());
                troubled.add(link.to());
              }
            });
    return troubled.stream().limit(WIDEST).toList();
  }

  /** The links from one node. */
  record Row(String holder, List<Cell> cells) {
    static Row of(NodeId from, List<NodeId> askers, FleetSnapshot picture, Instant now) {
      return new Row(
          from.name(), askers.stream().map(to -> Cell.of(from, to, picture, now)).toList());
    }
  }

  /**
   * One link.
   *
   * @param css ok, bad, dim, or self on the diagonal
   * @param title the whole story in a sentence
   */
  record Cell(String css, String text, String age, String title) {
    static Cell of(NodeId from, NodeId to, FleetSnapshot picture, Instant now) {
      if (from.equals(to)) {
        return new Cell("self", "", "", "");
      }
      return Optional.ofNullable(picture.links().get(new Link(from, to)))
          .map(proof -> of(proof, from + " to " + to, now))
          .map(cell -> between(from, to, picture) ? cell : cell.old())
          .orElseGet(() -> untried(from, to, picture));
    }

    /** No canary can tell which of two nodes with one peer id it reached. */
    private static Cell untried(NodeId from, NodeId to, FleetSnapshot picture) {
      boolean shared = picture.mesh().ambiguous(new Link(from, to));
      return new Cell(
          "dim",
          "not tried",
          shared ? "shared peer id" : "",
          from + " to " + to + ": not tried " + (shared ? "while nodes share a peer id" : "yet"));
    }

    /** Nothing crosses between nodes of which one does not answer; the last proof is history. */
    private Cell old() {
      return new Cell("dim", text, age, title + "; since then one of the two does not answer");
    }

    private static Cell of(Proof proof, String which, Instant now) {
      Ago at = Ago.past(proof.at(), now);
      String took = Ago.fine(proof.took());
      String detail = proof.detail().isEmpty() ? "" : ": " + proof.detail();
      return switch (proof.outcome()) {
        case EXCHANGED ->
            new Cell("ok", took, at.words(), which + ": a block arrived in " + took + detail);
        case NOT_EXCHANGED ->
            new Cell(
                "bad",
                "blind \u00d7" + proof.failures(),
                at.words(),
                which + ": no block came, " + proof.failures() + " times in a row" + detail);
        case NOT_ALLOWED ->
            new Cell("dim", "not allowed", at.words(), which + ": no canaries" + detail);
        case NOT_TRIED -> new Cell("dim", "not tried", at.words(), which + ": not tried" + detail);
      };
    }
  }
}
