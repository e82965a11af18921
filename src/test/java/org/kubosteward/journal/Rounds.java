package org.kubosteward.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identities;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.RepoStat;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Swarm.Connection;
import org.kubosteward.fleet.Swarm.Direction;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.ReconnectPeer;
import org.kubosteward.remedy.RemedyPolicy;

/** Rounds to write down. */
final class Rounds {
  static final Instant T0 = Instant.parse("2026-03-01T12:00:00.123456Z");
  static final Duration EVERY = Duration.ofSeconds(15);

  private Rounds() {}

  static NodeId node(int n) {
    return new NodeId("kubo", "kubo-" + n);
  }

  static Instant at(long round) {
    return T0.plus(EVERY.multipliedBy(round));
  }

  static Finding disconnected(int from, int to, Instant since) {
    return new Finding(
        Code.SIBLING_DISCONNECTED,
        Subject.of(new Link(node(from), node(to))),
        Level.WARN,
        since,
        Evidence.of("for", "3 s").entries());
  }

  static Finding nearFull(int node, Level level, Instant since) {
    return new Finding(
        Code.REPO_NEAR_FULL,
        Subject.of(node(node)),
        level,
        since,
        Evidence.of("fill", "93 %").and("size", "9.3 GiB").entries());
  }

  static ReconnectPeer reconnect(int from, int to) {
    return new ReconnectPeer(
        node(to),
        node(from),
        "12D3KooW" + from,
        List.of("/ip4/127.0.0.1/tcp/4001/p2p/12D3KooW" + from));
  }

  static Decision.Act act(int from, int to, Instant since, String why) {
    return new Decision.Act(disconnected(from, to, since), reconnect(from, to), why);
  }

  static Decision.Leave leave(Finding cause, String why) {
    return new Decision.Leave(cause, why);
  }

  static Round healthy(long number, int nodes) {
    return round(number, nodes, List.of());
  }

  /** A round whose findings are the causes of these decisions. */
  static Round round(long number, int nodes, List<Decision> decisions) {
    return round(number, nodes, decisions, true);
  }

  static Round round(long number, int nodes, List<Decision> decisions, boolean leader) {
    List<Finding> findings = decisions.stream().map(Decision::cause).distinct().toList();
    return new Round(
        picture(number, nodes),
        new HealthReport(at(number), findings, new TreeMap<>(), new TreeMap<>()),
        new Plan(decisions),
        List.of(),
        RemedyPolicy.shipped(),
        leader,
        Duration.ofMillis(120));
  }

  /** The same round beside what is known of identities. */
  static Round beside(Round round, Identities known) {
    return new Round(
        round.picture().beside(known),
        round.report(),
        round.plan(),
        round.intents(),
        round.policy(),
        round.leader(),
        round.took());
  }

  static Round left(long number, Finding... findings) {
    List<Decision> decisions = new ArrayList<>();
    for (Finding finding : findings) {
      decisions.add(leave(finding, "it goes by itself, round " + number));
    }
    return round(number, 3, decisions);
  }

  /** A round of one node that answers: so many peers, so many of so many bytes. */
  static Round known(long number, int peers, long size, long max) {
    NodeId id = node(0);
    Instant at = at(number);
    NodeView view =
        NodeView.notAsked(id, at)
            .knowing(Question.VERSION, new Version("0.43.0", "18", "amd64/linux"), at)
            .knowing(Question.SWARM, swarm(peers), at)
            .knowing(Question.REPO, new RepoStat(size, max), at)
            .answered(Optional.of(at));
    FleetSnapshot picture =
        new FleetSnapshot(
            number,
            at,
            new TreeMap<>(Map.of(id, view)),
            new TreeMap<>(),
            new TreeMap<>(),
            Observer.steady(1));
    return new Round(
        picture,
        HealthReport.empty(at),
        new Plan(List.of()),
        List.of(),
        RemedyPolicy.shipped(),
        true,
        Duration.ofMillis(120));
  }

  private static Swarm swarm(int peers) {
    return new Swarm(
        IntStream.range(0, peers)
            .mapToObj(n -> new Connection("peer" + n, "/ip4/10.0.0.1/tcp/4001", Direction.INBOUND))
            .toList());
  }

  static FleetSnapshot picture(long number, int nodes) {
    Function<NodeId, NodeView> unknown =
        id -> NodeView.unknown(id, Why.REFUSED, "not asked", at(number));
    SortedMap<NodeId, NodeView> views = new TreeMap<>();
    for (int n = 0; n < nodes; n++) {
      views.put(node(n), unknown.apply(node(n)));
    }
    return new FleetSnapshot(
        number, at(number), views, new TreeMap<>(), new TreeMap<>(), Observer.steady(nodes));
  }
}
