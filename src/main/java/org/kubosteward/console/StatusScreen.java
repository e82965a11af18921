package org.kubosteward.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.content.UnderWay;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.text.Line;

/** {@code GET /status}: the plane on one screen of plain text. */
record StatusScreen(List<String> lines) {
  /** Characters of a line, at the most. */
  static final int WIDTH = 100;

  /** Lines, at the most. */
  static final int LINES_MOST = 40;

  private static final int NODES_MOST = 5;
  private static final int FINDINGS_MOST = 10;
  private static final int POLICIES_MOST = 8;
  private static final int MOVING_MOST = 8;
  private static final int ACTIONS_MOST = 3;
  private static final String LABEL = "%-10s%s";

  static StatusScreen of(RecordSnapshot dossier, UploadsShown uploads) {
    Instant now = dossier.now();
    Headline head = Headline.of(dossier);
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s%s"
            .formatted(
                head.status(),
                head.sentence(),
                head.since().map(since -> ", for " + since.span()).orElse("")));
    dossier.latest().ifPresent(round -> lines.add(round(round, now)));
    dossier.leader().ifPresent(leader -> lines.add(labelled("leader", leader(leader))));
    dossier.journalTrouble().ifPresent(why -> lines.add(labelled("journal", why)));
    dossier.preparation().ifPresent(done -> lines.add(labelled("start", done.sentence())));
    dossier.latest().map(Round::picture).ifPresent(seen -> nodes(seen, lines));
    findings(dossier, lines);
    content(dossier, lines);
    moving(dossier, uploads, lines);
    block("did", acted(dossier.attempts(), now), ACTIONS_MOST, "", lines);
    return new StatusScreen(lines.stream().limit(LINES_MOST).map(StatusScreen::cut).toList());
  }

  /** As it is sent. */
  String text() {
    return String.join("\n", lines) + "\n";
  }

  private static String leader(Leader leader) {
    return "%s leads, its round %d ended %s ago; this plane is a standby"
        .formatted(leader.name(), leader.round(), Ago.brief(leader.age()));
  }

  private static String round(Round round, Instant now) {
    return labelled(
        "round",
        "%d, %s, took %s, mode %s"
            .formatted(
                round.picture().round(),
                Ago.past(round.picture().takenAt(), now).words(),
                Ago.fine(round.took()),
                round.policy().ceiling().name().toLowerCase(Locale.ROOT)));
  }

  private static void nodes(FleetSnapshot picture, List<String> lines) {
    long up = picture.views().filter(NodeView::up).count();
    lines.add(labelled("nodes", "%d of %d answer".formatted(up, picture.nodes().size())));
    List<String> silent =
        picture
            .views()
            .filter(view -> !view.up())
            .map(
                view ->
                    view.id().name()
                        + view.version()
                            .missing()
                            .map(gap -> ": no answer, " + gap.why().phrase())
                            .orElse(""))
            .toList();
    block("", silent, NODES_MOST, " more do not answer", lines);
  }

  private static void findings(RecordSnapshot dossier, List<String> lines) {
    List<String> open =
        dossier.mutes().audible(dossier.findings()).stream()
            .sorted(Comparator.comparing(Finding::level, Comparator.reverseOrder()))
            .map(finding -> finding(finding, dossier))
            .toList();
    block("findings", open, FINDINGS_MOST, " more at /api/v1/health", lines);
    if (open.isEmpty() && dossier.report().isPresent()) {
      lines.add(labelled("findings", "none open"));
    }
  }

  private static String finding(Finding finding, RecordSnapshot dossier) {
    return "%-8s %s %s, for %s%s"
        .formatted(
            finding.level().severity(),
            finding.code(),
            finding.subject(),
            Ago.past(finding.since(), dossier.now()).span(),
            dossier
                .plan()
                .flatMap(plan -> plan.about(finding.key()))
                .map(
                    decision ->
                        ": %s, %s".formatted(ContentWords.label(decision.kind()), decision.why()))
                .orElse(""));
  }

  private static void content(RecordSnapshot dossier, List<String> lines) {
    Optional<ContentPicture> content = dossier.latest().flatMap(Round::content);
    if (content.isEmpty()) {
      lines.add(labelled("content", ContentDesk.unknown(dossier)));
      return;
    }
    List<String> policies =
        PolicyRow.all(content.get().snapshot(), dossier.now()).stream()
            .map(row -> row.name() + ": " + row.sentence())
            .toList();
    block("content", policies, POLICIES_MOST, " more policies at /content", lines);
    if (policies.isEmpty()) {
      lines.add(labelled("content", "nobody has asked for any"));
    }
    content.get().plan().brake().ifPresent(why -> lines.add(labelled("", "no repairs: " + why)));
  }

  private static void moving(RecordSnapshot dossier, UploadsShown uploads, List<String> lines) {
    Instant now = dossier.now();
    Optional<UnderWay.All> moving =
        dossier
            .latest()
            .flatMap(Round::content)
            .map(content -> UnderWay.of(content.contents(), MOVING_MOST));
    List<String> uploading =
        uploads.underWay().stream().map(one -> TransferRow.of(one, now).line()).toList();
    block("uploads", uploading, ACTIONS_MOST, " more", lines);
    List<String> rows =
        moving.stream()
            .flatMap(all -> all.first().stream())
            .map(way -> TransferRow.of(way, Map.of(), now).line())
            .toList();
    block("moving", rows, MOVING_MOST, "", lines);
    int hidden = moving.map(all -> all.count() - all.first().size()).orElse(0);
    if (hidden > 0) {
      lines.add(labelled("", "and %d more at /content".formatted(hidden)));
    }
  }

  private static List<String> acted(List<Attempt> attempts, Instant now) {
    return attempts.stream()
        .sorted(Comparator.comparing(Attempt::startedAt).reversed())
        .limit(ACTIONS_MOST)
        .map(
            attempt ->
                "%s: %s, %s"
                    .formatted(
                        attempt.action().describe(),
                        ContentWords.word(attempt.result()),
                        Ago.past(attempt.startedAt(), now).words()))
        .toList();
  }

  /** Some lines under one label, and how many were left out. */
  private static void block(
      String label, List<String> all, int most, String more, List<String> lines) {
    Stream.iterate(0, at -> at < Math.min(most, all.size()), at -> at + 1)
        .forEach(at -> lines.add(labelled(at == 0 ? label : "", all.get(at))));
    if (all.size() > most && !more.isEmpty()) {
      lines.add(labelled("", "and " + (all.size() - most) + more));
    }
  }

  private static String labelled(String label, String text) {
    return LABEL.formatted(label, text);
  }

  private static String cut(String line) {
    String plain = Line.of(line).stripTrailing();
    return plain.length() <= WIDTH ? plain : plain.substring(0, WIDTH - 3) + "...";
  }
}
