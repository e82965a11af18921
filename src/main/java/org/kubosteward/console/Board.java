package org.kubosteward.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.Round;

/**
 * The page as data, ready to be drawn: a pure function of a {@link RecordSnapshot}.
 *
 * @param starting whether the first round has not ended
 * @param progress what the plane is busy with before it, or how that failed
 * @param notices what keeps the plane from working as it should, sentences
 * @param round which round it shows, and when that was; empty text before the first
 * @param pods whether any node has a pod to be shown
 * @param silences silences of the whole fleet, and why they may be unknown, sentences
 * @param nodesHidden how many nodes are left out
 */
record Board(
    Headline headline,
    boolean starting,
    Optional<Progress> progress,
    List<String> notices,
    String round,
    Optional<Ago> at,
    List<Tile> tiles,
    List<FindingCard> open,
    List<FindingCard> muted,
    List<NodeRow> nodes,
    int nodesHidden,
    Optional<LinkTable> links,
    List<ActionRow> actions,
    Timeline rounds,
    List<IntentRow> intents,
    boolean pods,
    List<String> silences) {
  /** More rows than anybody reads; the ones in trouble come first when some are left out. */
  static final int NODES_MOST = 200;

  /** The same for findings; the report has the worst first. */
  static final int FINDINGS_MOST = 100;

  static final int ACTIONS_MOST = 15;

  private static final String NOT_LEADER =
      "This is not the leader: it watches, and another one acts.";

  static Board of(RecordSnapshot dossier) {
    Instant now = dossier.now();
    Optional<FleetSnapshot> picture = dossier.latest().map(Round::picture);
    List<FindingCard> cards =
        dossier.latest().stream()
            .flatMap(r -> r.report().findings().stream().map(f -> FindingCard.of(f, r, dossier)))
            .limit(FINDINGS_MOST)
            .toList();
    List<NodeRow> nodes = picture.map(p -> nodes(p, dossier)).orElse(List.of());
    return new Board(
        Headline.of(dossier),
        picture.isEmpty(),
        Progress.of(dossier),
        notices(dossier),
        dossier.latest().map(Board::round).orElse(""),
        picture.map(p -> Ago.past(p.takenAt(), now)),
        picture.map(p -> Tile.of(p, dossier)).orElse(List.of()),
        cards.stream().filter(card -> card.mute().isEmpty()).toList(),
        cards.stream().filter(card -> card.mute().isPresent()).toList(),
        nodes,
        picture.map(p -> p.nodes().size() - nodes.size()).orElse(0),
        picture.filter(p -> p.nodes().size() > 1).map(p -> LinkTable.of(p, now)),
        ActionRow.newest(dossier.attempts(), ACTIONS_MOST, now),
        Timeline.of(dossier.history(), now),
        dossier.intents().stream()
            .map(intent -> IntentRow.of(intent, dossier.mutes(), now))
            .toList(),
        picture.stream().flatMap(p -> p.views()).anyMatch(view -> view.pod().known()),
        silences(dossier));
  }

  private static List<NodeRow> nodes(FleetSnapshot picture, RecordSnapshot dossier) {
    List<NodeView> views = new ArrayList<>(picture.nodes().values());
    if (views.size() > NODES_MOST) {
      Set<NodeId> troubled =
          dossier.latest().stream()
              .flatMap(round -> round.report().findings().stream())
              .map(Finding::subject)
              .flatMap(subject -> subject.node().stream())
              .collect(Collectors.toUnmodifiableSet());
      views.sort(Comparator.comparing(view -> !troubled.contains(view.id())));
    }
    return views.stream()
        .limit(NODES_MOST)
        .map(view -> NodeRow.of(view, picture, dossier))
        .toList();
  }

  private static List<String> silences(RecordSnapshot dossier) {
    return Stream.concat(
            SilenceAnswer.ofFleet(dossier.silences()).stream()
                .map(
                    silence ->
                        "Alerts of the fleet are silenced by %s, ends %s: %s"
                            .formatted(
                                silence.author(),
                                Ago.of(silence.endsAt(), dossier.now()).words(),
                                silence.comment())),
            dossier.silences().trouble().map(why -> "Silences are not known: " + why).stream())
        .toList();
  }

  private static String round(Round round) {
    return "round %d took %s, mode %s"
        .formatted(
            round.picture().round(),
            Ago.fine(round.took()),
            round.policy().ceiling().name().toLowerCase(Locale.ROOT));
  }

  private static List<String> notices(RecordSnapshot dossier) {
    List<String> notices = new ArrayList<>();
    dossier
        .journalTrouble()
        .ifPresent(
            why ->
                notices.add(
                    "No journal, no action: the plane only looks until it can write: " + why));
    dossier
        .latest()
        .filter(round -> dossier.preparation().isEmpty())
        .flatMap(round -> source(round.picture()))
        .ifPresent(notices::add);
    dossier
        .leader()
        .map(Leader::sentence)
        .or(() -> dossier.latest().filter(r -> !dossier.loop().leads()).map(r -> NOT_LEADER))
        .ifPresent(notices::add);
    return List.copyOf(notices);
  }

  /** What is wrong with the list of nodes, if anything is. */
  private static Optional<String> source(FleetSnapshot picture) {
    String trouble = picture.observer().sourceTrouble();
    if (!picture.nodes().isEmpty()) {
      return trouble.isEmpty()
          ? Optional.empty()
          : Optional.of("The list of nodes cannot be trusted: " + trouble);
    }
    return Optional.of(
        trouble.isEmpty()
            ? "There is nothing to watch: set steward.fleet.nodes.\"NAME\".api=URL, or"
                + " steward.fleet.source=kubernetes."
            : "There is no node to watch: " + trouble);
  }
}
