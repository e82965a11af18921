package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.Bitswap;
import org.kubosteward.fleet.Commands;
import org.kubosteward.fleet.DaemonProcess;
import org.kubosteward.fleet.Disk;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Pins;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Provide;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Reading;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.fleet.Resources;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Status;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.DecisionRecord;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.ReconnectPeer;
import org.kubosteward.remedy.RefreshLink;
import org.kubosteward.remedy.RemedyPolicy;

/** Named records: a healthy fleet, a sick one, a hostile one. */
final class Stories {
  static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  static final NodeId K1 = new NodeId("ipfs", "kubo-1");
  static final NodeId K2 = new NodeId("ipfs", "kubo-2");
  static final NodeId K3 = new NodeId("ipfs", "kubo-3");
  private static final long GIB = 1L << 30;
  private static final int ROUNDS = 120;

  /** As shipped, but for collecting garbage a person is asked. */
  private static final RemedyPolicy ASKING =
      new RemedyPolicy(
          Mode.AUTO,
          Map.of(
              ActionKind.COLLECT_GARBAGE,
              new RemedyPolicy.Rule(Mode.APPROVE, Duration.ofMinutes(10), Duration.ofHours(4), 3)),
          Duration.ofSeconds(90),
          3,
          6,
          Duration.ofMinutes(5));

  private Stories() {}

  /** Three nodes, every link proven, nothing wrong. */
  static Story healthy() {
    return new Story(
        Optional.of(round(picture(node(K1, 0.41), node(K2, 0.44), node(K3, 0.39)), List.of())),
        history(false),
        List.of(attempt(4, reconnect(), Code.SIBLING_DISCONNECTED, K1, 52, Attempt.Result.DONE)),
        List.of(),
        List.of());
  }

  /** kubo-2 is down, kubo-3 does not get blocks from kubo-1, its repository is full. */
  static Story sick() {
    NodeView down =
        NodeView.unknown(K2, Why.REFUSED, "connection refused at 10.42.0.12:5001", at(3));
    FleetSnapshot picture = picture(node(K1, 0.52), down, node(K3, 0.97));
    Finding gone =
        finding(Code.NODE_DOWN, Subject.of(K2), Level.CRIT, 725)
            .apply(
                Evidence.of("api", "nothing listens there")
                    .and("last answer", "12 min 5 s ago")
                    .and("siblings connected", "0 of 2"));
    Finding full =
        finding(Code.REPO_FULL, Subject.of(K3), Level.CRIT, 2400)
            .apply(Evidence.of("fill", "97 %").and("size", "9.7 GiB").and("max", "10.0 GiB"));
    Finding blind =
        finding(Code.LINK_NOT_EXCHANGING, Subject.of(new Link(K1, K3)), Level.WARN, 95)
            .apply(Evidence.of("failures", "3").and("waited", "10 s"));
    Finding skew =
        finding(Code.VERSION_SKEW, Subject.fleet(), Level.WARN, 86_400)
            .apply(Evidence.of("0.42.0", "kubo-1").and("0.43.0", "kubo-3"));
    Action refresh = new RefreshLink(K3, K1, "12D3KooWkubo-1", List.of("/ip4/10.42.0.11/tcp/4001"));
    List<Decision> decisions =
        List.of(
            new Decision.Leave(
                gone, "nothing of ours starts a process; its Pod restarts it, or a person does"),
            new Decision.Refuse(
                full,
                new CollectGarbage(K3),
                "approval",
                "waits for a person: approve collect-garbage on kubo-3 to have it done"),
            new Decision.Act(
                blind, refresh, "the link is connected and moved no block three times"),
            new Decision.Leave(skew, "a person decides on versions"));
    Round round = round(picture, List.of(gone, full, blind, skew), decisions);
    return new Story(
        Optional.of(round),
        history(true),
        List.of(
            attempt(5, new CollectGarbage(K3), Code.REPO_FULL, K3, 1900, Attempt.Result.DONE),
            linkAttempt(6, refresh, blind, 62, Attempt.Result.DONE, Attempt.Verification.NOT_CURED),
            linkAttempt(7, refresh, blind, 4, Attempt.Result.RUNNING, Attempt.Verification.OPEN)),
        List.of(record(12, full, decisions.get(1)), record(11, blind, decisions.get(2))),
        List.of(mute(31, Code.VERSION_SKEW, "waiting for the maintenance window on Thursday")));
  }

  /** One node whose facts try to become markup. */
  static Story hostile() {
    NodeId id = new NodeId("ipfs", "kubo-1");
    NodeView plain = node(id, 0.5);
    String script = "<script>alert('agent')</script>";
    NodeView evil =
        plain
            .knowing(Question.VERSION, new Version(script, "18", "amd64/linux"), NOW)
            .knowing(Question.IDENTITY, new Identity("12D3\"><img src=x>", script, List.of()), NOW)
            .lacking(Question.DISK, Why.REJECTED, script, NOW)
            .knowing(
                Question.COMMANDS, new Commands(List.of(new Commands.Running(script, NOW))), NOW)
            .answered(Optional.of(NOW));
    Finding finding =
        finding(Code.PEERS_LOW, Subject.of(id), Level.WARN, 30).apply(Evidence.of(script, script));
    return new Story(
        Optional.of(
            round(picture(evil), List.of(finding), List.of(new Decision.Leave(finding, script)))),
        List.of(),
        List.of(),
        List.of(),
        List.of(mute(1, Code.NODE_HUNG, script)));
  }

  static Finding finding(Code code, NodeId node, Level level) {
    return new Finding(code, Subject.of(node), level, at(60), new TreeMap<>());
  }

  static Round round(FleetSnapshot picture, List<Finding> findings) {
    return round(picture, findings, List.of());
  }

  static Round round(FleetSnapshot picture, List<Finding> findings, List<Decision> decisions) {
    return new Round(
        picture,
        new HealthReport(picture.takenAt(), findings, new TreeMap<>()),
        new Plan(decisions),
        List.of(),
        ASKING,
        true,
        Duration.ofMillis(412));
  }

  static FleetSnapshot picture(NodeView... views) {
    SortedMap<NodeId, NodeView> nodes = new TreeMap<>();
    Stream.of(views).forEach(view -> nodes.put(view.id(), view));
    SortedMap<Link, Proof> links = new TreeMap<>();
    for (NodeId from : nodes.keySet()) {
      for (NodeId to : nodes.keySet()) {
        if (!from.equals(to)) {
          links.put(new Link(from, to), proof(nodes, from, to));
        }
      }
    }
    return new FleetSnapshot(
        ROUNDS, at(6), nodes, links, new TreeMap<>(), Observer.steady(nodes.size()));
  }

  private static Proof proof(Map<NodeId, NodeView> nodes, NodeId from, NodeId to) {
    boolean bothUp =
        nodes.values().stream().filter(v -> !v.up()).noneMatch(v -> joins(v, from, to));
    if (!bothUp) {
      return new Proof(
          Proof.Outcome.NOT_TRIED, 0, at(20), Duration.ZERO, "one of the two does not answer");
    }
    boolean blind = nodes.size() == 3 && nodes.values().stream().anyMatch(v -> !v.up());
    return blind && from.equals(K1)
        ? new Proof(
            Proof.Outcome.NOT_EXCHANGED, 3, at(20), Duration.ofSeconds(10), "no block in 10 s")
        : new Proof(Proof.Outcome.EXCHANGED, 0, at(21), Duration.ofMillis(14), "");
  }

  private static boolean joins(NodeView view, NodeId from, NodeId to) {
    return view.id().equals(from) || view.id().equals(to);
  }

  static NodeView node(NodeId id, double fill) {
    List<Swarm.Connection> connections =
        Stream.of(K1, K2, K3)
            .filter(other -> !other.equals(id))
            .map(
                other ->
                    new Swarm.Connection(
                        peer(other), "/ip4/10.42.0.9/tcp/4001", Swarm.Direction.OUTBOUND))
            .toList();
    return NodeView.notAsked(id, NOW)
        .with(Question.VERSION, known(new Version("0.43.0", "18", "amd64/linux")))
        .with(Question.IDENTITY, known(new Identity(peer(id), "kubo/0.43.0/9f2a71c", List.of())))
        .with(Question.SWARM, known(new Swarm(connections)))
        .with(Question.PEERING, known(Set.of()))
        .with(Question.BANDWIDTH, known(new Bandwidth(3 * GIB, 11 * GIB)))
        .with(Question.REPO, known(new RepoStat((long) (fill * 10 * GIB), 10 * GIB)))
        .with(Question.DISK, known(new Disk(38 * GIB)))
        .with(Question.BITSWAP, known(new Bitswap(0, 1000, GIB, 2000, 2 * GIB, 0)))
        .with(
            Question.PROVIDE,
            known(new Provide("online", 0, 0, 1_204, Optional.of(NOW.plusSeconds(4000)))))
        .with(
            Question.RESOURCES,
            known(
                new Resources(
                    use(12, 1000),
                    use(40, 5000),
                    use(100, 100_000),
                    use(30, OptionalLong.empty()))))
        .with(
            Question.COMMANDS,
            known(new Commands(List.of(new Commands.Running("pin/add", at(42))))))
        .with(Question.PINS, known(new Pins(312, 4)))
        .with(Question.PROCESS, known(new DaemonProcess(at(388_800), 120, 8192, 512L << 20)))
        .with(Question.BOOTSTRAP, known(Set.of()))
        .answered(Optional.of(NOW));
  }

  static Intent mute(long id, Code code, String reason) {
    return Intents.asked(
        id,
        Intent.Kind.MUTE,
        Optional.empty(),
        Optional.empty(),
        Optional.of(code),
        "alice",
        reason,
        at(7200),
        Optional.of(NOW.plusSeconds(20_000)));
  }

  static String peer(NodeId id) {
    return "12D3KooW" + id.name();
  }

  static Instant at(long secondsAgo) {
    return NOW.minusSeconds(secondsAgo);
  }

  private static <T> Reading<T> known(T value) {
    return Reading.known(value, at(5));
  }

  private static Resources.Use use(long used, long limit) {
    return use(used, OptionalLong.of(limit));
  }

  private static Resources.Use use(long used, OptionalLong limit) {
    return new Resources.Use(used, limit);
  }

  private static java.util.function.Function<Evidence, Finding> finding(
      Code code, Subject subject, Level level, long secondsAgo) {
    return evidence -> new Finding(code, subject, level, at(secondsAgo), evidence.entries());
  }

  private static Action reconnect() {
    return new ReconnectPeer(K1, K2, peer(K2), List.of("/ip4/10.42.0.12/tcp/4001"));
  }

  private static Attempt attempt(
      long id, Action action, Code code, NodeId node, long secondsAgo, Attempt.Result result) {
    return new Attempt(
        id,
        action,
        new Finding.Key(code, Subject.of(node)),
        at(secondsAgo),
        Optional.of(at(secondsAgo).plusMillis(1_840)),
        result,
        action.kind() == ActionKind.COLLECT_GARBAGE
            ? "freed 1.2 GiB in 4812 blocks"
            : "connected over tcp",
        Attempt.Verification.CURED);
  }

  private static Attempt linkAttempt(
      long id,
      Action action,
      Finding cause,
      long secondsAgo,
      Attempt.Result result,
      Attempt.Verification verification) {
    return new Attempt(
        id,
        action,
        cause.key(),
        at(secondsAgo),
        result == Attempt.Result.RUNNING
            ? Optional.empty()
            : Optional.of(at(secondsAgo).plusMillis(212)),
        result,
        result == Attempt.Result.RUNNING ? "" : "disconnected, dialled, connected",
        verification);
  }

  static DecisionRecord record(long id, Finding finding, Decision decision) {
    return new DecisionRecord(
        id,
        finding.code(),
        finding.subject().toString(),
        finding.subject().node().map(NodeId::name),
        finding.level(),
        finding.since(),
        finding.evidence(),
        decision.kind(),
        decision.action().map(Action::describe),
        decision.guard(),
        decision.why(),
        finding.since().plusSeconds(5),
        at(6),
        List.of());
  }

  private static List<RoundFigures> history(boolean sick) {
    List<RoundFigures> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      boolean bad = sick && i > 70;
      Map<NodeId, RoundFigures.NodeFigures> nodes = new HashMap<>();
      nodes.put(K1, new RoundFigures.NodeFigures(true, bad ? 1 : 2, 0.40 + i * 0.001));
      nodes.put(
          K2,
          bad
              ? new RoundFigures.NodeFigures(false, -1, -1)
              : new RoundFigures.NodeFigures(true, 2, 0.44));
      double saw = 0.30 + (i % 60) * (sick ? 0.011 : 0.0015);
      nodes.put(K3, new RoundFigures.NodeFigures(true, bad ? 1 : 2, saw));
      Status status = !sick || i < 20 ? Status.OK : bad ? Status.ERR : Status.WARN;
      rounds.add(
          new RoundFigures(
              i + 1L,
              at(6).minusSeconds(15L * (ROUNDS - 1 - i)),
              Duration.ofMillis(300 + (i * 37) % 400),
              status,
              nodes));
    }
    return rounds;
  }
}
