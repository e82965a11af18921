package org.kubosteward.console;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Missing;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.fleet.Version;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;

/**
 * One node as the page shows it.
 *
 * @param css ok, warn, bad or dim, by the worst finding about it
 * @param state why it does not answer, or what is wrong with it; empty when nothing is
 * @param alone whether a sibling is not connected
 * @param repoFill 0 to 100 for the bar; 0 when unknown
 * @param held what people hold back on it: pauses and silences, sentences
 * @param repoCss as {@code css}, by how full it is
 */
record NodeRow(
    String name,
    String namespace,
    String css,
    String state,
    Fact version,
    Fact uptime,
    Fact peers,
    Sparkline peersLine,
    Fact siblings,
    boolean alone,
    Fact repo,
    int repoFill,
    String repoCss,
    Sparkline repoLine,
    Fact disk,
    Traffic traffic,
    Fact running,
    Fact pod,
    List<String> held) {
  /** Ratio of StorageMax from which the bar looks worrying, and bad; the alerts go by settings. */
  private static final double WORRYING = 0.85;

  private static final double BAD = 0.95;

  /** What is wrong between two nodes and no more with the one than with the other. */
  private static final Set<Code> OF_BOTH =
      Set.of(Code.DUPLICATE_IDENTITY, Code.SIBLING_DISCONNECTED, Code.LINK_FLAPPING);

  static NodeRow of(NodeView view, FleetSnapshot picture, RecordSnapshot dossier) {
    NodeId id = view.id();
    double fill = view.repo().value().map(RepoStat::fill).orElse(0.0);
    return new NodeRow(
        id.name(),
        id.namespace(),
        css(view, dossier),
        view.version().missing().map(NodeRow::state).orElseGet(() -> codes(id, dossier)),
        Fact.of(view.version(), v -> Fact.of(v.release(), about(v, view))),
        Fact.of(view.process(), p -> uptime(view, dossier)),
        Fact.of(view.swarm(), s -> Fact.of(String.valueOf(s.peers()), "distinct peers")),
        line(id, dossier, n -> n.peers(), 2, "peers over the last rounds"),
        siblings(view, picture),
        NodeAnswer.siblingsConnected(view, picture)
            .filter(connected -> connected < picture.nodes().size() - 1)
            .isPresent(),
        Fact.of(view.repo(), NodeRow::repo),
        (int) Math.round(100 * Math.min(1, fill)),
        fillCss(fill),
        line(id, dossier, n -> n.repoFill(), 0.02, "fill of the repository over the last rounds"),
        Fact.of(view.disk(), d -> Fact.of(Evidence.bytes(d.availableBytes()), "left to kubo")),
        Traffic.of(view, dossier.earlier()),
        Fact.of(view.commands(), c -> running(c, dossier)),
        Fact.of(view.pod(), NodeRow::pod),
        held(view, dossier));
  }

  private static Fact pod(Pod pod) {
    String word = pod.leaving() ? "leaving" : pod.ready() ? "ready" : "not ready";
    return Fact.of(
        word + (pod.restarts() > 0 ? ", " + pod.restarts() + " restarts" : ""), pod.describe());
  }

  private static List<String> held(NodeView view, RecordSnapshot dossier) {
    List<Intent> pauses =
        dossier.intents().stream()
            .filter(intent -> intent.kind() == Intent.Kind.PAUSE)
            .filter(pause -> pause.node().map(view.id().name()::equals).orElse(true))
            .toList();
    return Stream.concat(
            pauses.stream()
                .map(
                    pause ->
                        "%s paused by %s: %s"
                            .formatted(
                                pause.action().map(ActionKind::label).orElse("repairs"),
                                pause.author(),
                                pause.reason())),
            SilenceAnswer.of(view.id(), dossier.silences()).stream()
                .map(
                    silence ->
                        "alerts silenced by %s, ends %s"
                            .formatted(
                                silence.author(), Ago.of(silence.endsAt(), dossier.now()).words())))
        .toList();
  }

  /** How full looks. */
  static String fillCss(double fill) {
    return fill >= BAD ? "bad" : fill >= WORRYING ? "warn" : "ok";
  }

  private static String css(NodeView view, RecordSnapshot dossier) {
    Optional<Level> worst =
        about(view.id(), dossier).map(Finding::level).max(Comparator.naturalOrder());
    if (!view.up()) {
      return blind(dossier) ? "dim" : "bad";
    }
    return worst.map(l -> l == Level.CRIT ? "bad" : l == Level.WARN ? "warn" : "dim").orElse("ok");
  }

  /** A plane that sees nothing says nothing of the nodes. */
  private static boolean blind(RecordSnapshot dossier) {
    return dossier.latest().filter(round -> round.report().has(Code.STEWARD_BLIND)).isPresent();
  }

  private static Stream<Finding> about(NodeId id, RecordSnapshot dossier) {
    return dossier.latest().stream()
        .flatMap(round -> round.report().findings().stream())
        .filter(
            finding ->
                OF_BOTH.contains(finding.code())
                    ? finding.subject().nodes().contains(id)
                    : finding.subject().node().equals(Optional.of(id)));
  }

  private static String codes(NodeId id, RecordSnapshot dossier) {
    return String.join(
        ", ", about(id, dossier).map(finding -> finding.code().name()).distinct().toList());
  }

  private static String state(Missing<?> missing) {
    return "no answer: " + missing.why().phrase();
  }

  private static String about(Version version, NodeView view) {
    return view.identity().value().map(i -> i.agentVersion() + ", ").orElse("") + version.system();
  }

  private static Fact uptime(NodeView view, RecordSnapshot dossier) {
    return NodeAnswer.uptime(view, dossier.now())
        .map(span -> Fact.of(Ago.brief(span), "since the daemon started"))
        .orElseGet(() -> Fact.unknown("not known"));
  }

  private static Fact siblings(NodeView view, FleetSnapshot picture) {
    int others = picture.nodes().size() - 1;
    return Fact.of(
        view.swarm(),
        swarm ->
            Fact.of(
                NodeAnswer.siblingsConnected(view, picture).orElse(0L) + " / " + others,
                "siblings connected"));
  }

  private static Fact repo(RepoStat stat) {
    String size = Evidence.bytes(stat.sizeBytes());
    return stat.storageMaxBytes() > 0
        ? Fact.of(
            Evidence.percent(stat.fill()),
            size + " of " + Evidence.bytes(stat.storageMaxBytes()) + " (StorageMax)")
        : Fact.of(size, "StorageMax is not set");
  }

  private static Fact running(Commands commands, RecordSnapshot dossier) {
    List<String> all =
        commands.running().stream()
            .map(c -> c.command() + " " + Ago.past(c.since(), dossier.now()).words())
            .toList();
    return all.isEmpty()
        ? Fact.of("idle", "no command is running")
        : Fact.of(
            commands.running().get(0).command() + (all.size() > 1 ? " +" + (all.size() - 1) : ""),
            String.join(", ", all));
  }

  private static Sparkline line(
      NodeId id,
      RecordSnapshot dossier,
      ToDoubleFunction<RoundFigures.NodeFigures> figure,
      double leastRange,
      String words) {
    List<Double> values =
        dossier.history().stream()
            .map(round -> Optional.ofNullable(round.nodes().get(id)))
            .map(figures -> figures.map(figure::applyAsDouble).orElse(-1.0))
            .toList();
    return Sparkline.of(values, leastRange, words);
  }
}
