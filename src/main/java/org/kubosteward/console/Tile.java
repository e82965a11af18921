package org.kubosteward.console;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.ContentSnapshot;
import org.kubosteward.content.Verdict;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.health.Evidence;
import org.kubosteward.journal.Round;

/**
 * One figure of the whole fleet.
 *
 * @param css ok, bad or dim
 */
record Tile(String label, String value, String note, String css) {

  static List<Tile> of(FleetSnapshot picture, RecordSnapshot dossier) {
    return Stream.concat(
            Stream.of(nodes(picture), links(picture), repo(picture), disk(picture), acted(dossier)),
            dossier.latest().flatMap(Round::content).map(Tile::content).stream())
        .toList();
  }

  private static Tile content(ContentPicture content) {
    ContentSnapshot all = content.snapshot();
    if (all.contents() == 0) {
      return new Tile("contents kept", "0", "none asked for", "dim");
    }
    long kept = all.count(Verdict.FULFILLED);
    long lost = all.count(Verdict.LOST);
    long risk = all.count(Verdict.AT_RISK);
    String note =
        lost > 0
            ? lost + " lost"
            : risk > 0
                ? risk + " at risk"
                : all.count(Verdict.DAMAGED) > 0 ? all.count(Verdict.DAMAGED) + " damaged" : "";
    String css = !note.isEmpty() ? "bad" : kept == all.contents() ? "ok" : "warn";
    return new Tile("contents kept", kept + " / " + all.contents(), note, css);
  }

  private static Tile nodes(FleetSnapshot picture) {
    long up = picture.views().filter(NodeView::up).count();
    int all = picture.nodes().size();
    return new Tile("nodes answer", up + " / " + all, "", up == all ? "ok" : "bad");
  }

  private static Tile links(FleetSnapshot picture) {
    if (picture.links().isEmpty() || picture.views().noneMatch(NodeView::up)) {
      return new Tile("links exchange", "\u2014", "not known", "dim");
    }
    long proven =
        picture.links().entrySet().stream()
            .filter(link -> link.getValue().outcome() == Proof.Outcome.EXCHANGED)
            .filter(link -> LinkTable.between(link.getKey().from(), link.getKey().to(), picture))
            .count();
    int all = picture.links().size();
    return new Tile("links exchange", proven + " / " + all, "", proven == all ? "ok" : "bad");
  }

  private static Tile repo(FleetSnapshot picture) {
    Optional<NodeView> fullest =
        picture
            .views()
            .filter(view -> view.repo().known())
            .max(Comparator.comparing(view -> view.repo().value().map(RepoStat::fill).orElse(0.0)));
    return fullest
        .flatMap(view -> view.repo().value().map(repo -> repo(view, repo)))
        .orElse(new Tile("fullest repository", "\u2014", "not known", "dim"));
  }

  private static Tile repo(NodeView view, RepoStat repo) {
    String css = NodeRow.fillCss(repo.fill());
    return new Tile("fullest repository", Evidence.percent(repo.fill()), view.id().name(), css);
  }

  private static Tile disk(FleetSnapshot picture) {
    return picture
        .views()
        .filter(view -> view.disk().known())
        .min(Comparator.comparing(Tile::available))
        .map(v -> new Tile("least disk left", Evidence.bytes(available(v)), v.id().name(), "ok"))
        .orElse(new Tile("least disk left", "\u2014", "not known", "dim"));
  }

  private static long available(NodeView view) {
    return view.disk().value().map(disk -> disk.availableBytes()).orElse(Long.MAX_VALUE);
  }

  private static Tile acted(RecordSnapshot dossier) {
    int count = dossier.attempts().size();
    return new Tile("actions", Integer.toString(count), "last 24 h", "ok");
  }
}
