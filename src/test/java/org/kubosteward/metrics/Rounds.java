package org.kubosteward.metrics;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
import org.kubosteward.fleet.Roots;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.RemedyPolicy;

/** Rounds for tests: whole fleets in a line. */
final class Rounds {
  static final Instant AT = Instant.parse("2026-11-23T12:00:00Z");
  static final Tally NOTHING_DONE = new Counted(Map.of(), Map.of());

  private Rounds() {}

  record Counted(Map<ActionResult, Long> attempts, Map<ActionGuard, Long> refusals)
      implements Tally {
    @Override
    public Map<Answered, Long> requests() {
      return Map.of(new Answered("api", "allowed"), 3L, new Answered("api", "wrong_token"), 0L);
    }

    @Override
    public List<String> guards() {
      return List.of("paused", "not-leader");
    }

    static Tally one(ActionKind action, Attempt.Result result, String guard) {
      return new Counted(
          Map.of(new ActionResult(action, result), 1L), Map.of(new ActionGuard(action, guard), 1L));
    }
  }

  static NodeId id(int number) {
    return new NodeId("ipfs", "kubo-" + number);
  }

  static String peer(int number) {
    return "12D3KooW" + number;
  }

  /** A node that answers everything and is connected to these peers. */
  static NodeView healthy(int number, String... peers) {
    return with(
        NodeView.unknown(id(number), Why.NOT_ASKED, "not asked yet", AT),
        known(new Version("0.43.0", "18", "amd64/linux")),
        known(new Identity(peer(number), "kubo/0.43.0", List.of())),
        known(
            new Swarm(
                Stream.of(peers)
                    .map(
                        p ->
                            new Swarm.Connection(
                                p, "/ip4/10.0.0.1/tcp/4001", Swarm.Direction.OUTBOUND))
                    .toList())),
        known(new RepoStat(67_441_645, 10_000_000_000L)),
        Optional.of(AT));
  }

  /** A node where nothing listens; it answered a minute ago. */
  static NodeView down(int number) {
    NodeView silent = NodeView.unknown(id(number), Why.NOT_ASKED, "the node is down", AT);
    return silent
        .lacking(Question.VERSION, Why.REFUSED, "nothing listens there", AT)
        .answered(Optional.of(AT.minusSeconds(60)));
  }

  /** A node that says it lives and answers all else with nonsense. */
  static NodeView garbage(int number) {
    NodeView nonsense = NodeView.unknown(id(number), Why.MALFORMED, "answers nonsense", AT);
    return nonsense
        .with(Question.VERSION, known(new Version("0.43.0", "18", "amd64/linux")))
        .answered(Optional.of(AT));
  }

  /** A node of that identity, the rest as a healthy one has it. */
  static NodeView of(NodeId id, Version version, Identity identity, Swarm swarm) {
    return with(
        NodeView.unknown(id, Why.NOT_ASKED, "not asked yet", AT),
        known(version),
        known(identity),
        known(swarm),
        known(new RepoStat(1, 0)),
        Optional.of(AT));
  }

  private static NodeView with(
      NodeView blank,
      Reading<Version> version,
      Reading<Identity> identity,
      Reading<Swarm> swarm,
      Reading<RepoStat> repo,
      Optional<Instant> lastSuccess) {
    OptionalLong limit = OptionalLong.of(1000);
    return blank
        .with(Question.VERSION, version)
        .with(Question.IDENTITY, identity)
        .with(Question.SWARM, swarm)
        .with(Question.PEERING, known(Set.of()))
        .with(Question.BANDWIDTH, known(new Bandwidth(108_183, 111_265_959)))
        .with(Question.REPO, repo)
        .with(Question.DISK, known(new Disk(53_726_834_688L)))
        .with(Question.BITSWAP, known(new Bitswap(0, 12, 3_000, 107, 111_152_266, 64)))
        .with(
            Question.PROVIDE,
            known(new Provide("online", 0, 0, 70, Optional.of(AT.plusSeconds(3600)))))
        .with(
            Question.RESOURCES,
            known(
                new Resources(
                    new Resources.Use(4, limit),
                    new Resources.Use(10, limit),
                    new Resources.Use(500, limit),
                    new Resources.Use(250, limit))))
        .with(Question.COMMANDS, known(new Commands(List.of())))
        .with(Question.PINS, known(new Pins(3, 0, Roots.of(1, 2, 3))))
        .with(
            Question.PROCESS,
            known(new DaemonProcess(AT.minusSeconds(86_400), 31, 1024, 73_400_320)))
        .with(Question.BOOTSTRAP, known(Set.of()))
        .answered(lastSuccess);
  }

  private static <T> Reading<T> known(T answer) {
    return Reading.known(answer, AT);
  }

  /** Nodes 0 to n-1, each connected to all others, every link exchanging. */
  static FleetSnapshot mesh(int n) {
    return fleet(
        IntStream.range(0, n)
            .mapToObj(
                i ->
                    healthy(
                        i,
                        IntStream.range(0, n)
                            .filter(j -> j != i)
                            .mapToObj(Rounds::peer)
                            .toArray(String[]::new)))
            .toList());
  }

  /** These nodes, every link between two that answer exchanging. */
  static FleetSnapshot fleet(List<NodeView> views) {
    SortedMap<NodeId, NodeView> nodes = new TreeMap<>();
    SortedMap<Link, Proof> links = new TreeMap<>();
    views.forEach(view -> nodes.put(view.id(), view));
    for (NodeView from : views) {
      for (NodeView to : views) {
        if (!from.equals(to) && from.up() && to.up()) {
          links.put(new Link(from.id(), to.id()), proof(Proof.Outcome.EXCHANGED));
        }
      }
    }
    return new FleetSnapshot(42, AT, nodes, links, new TreeMap<>(), Observer.steady(views.size()));
  }

  static Proof proof(Proof.Outcome outcome) {
    return new Proof(outcome, 0, AT, Duration.ofMillis(5), "");
  }

  /** The same fleet with other proofs. */
  static FleetSnapshot links(FleetSnapshot fleet, Map<Link, Proof> links) {
    return new FleetSnapshot(
        fleet.round(),
        fleet.takenAt(),
        fleet.nodes(),
        new TreeMap<>(links),
        fleet.collections(),
        fleet.observer());
  }

  /** A round of the leader over that fleet; every finding is left to people. */
  static Round round(FleetSnapshot fleet, List<Finding> findings, Intent... intents) {
    return new Round(
        fleet,
        new HealthReport(AT, findings, new TreeMap<>()),
        new Plan(
            findings.stream().<Decision>map(f -> new Decision.Leave(f, "for people")).toList()),
        List.of(intents),
        RemedyPolicy.shipped(),
        true,
        Duration.ofMillis(137));
  }

  static Scrape scrape(FleetSnapshot fleet, Finding... findings) {
    return new Scrape(
        Optional.of(round(fleet, List.of(findings))), true, true, NOTHING_DONE, TURNING);
  }

  /** A loop that leads and whose latest round ended five seconds ago. */
  static final LoopState TURNING = new LoopState(Duration.ofSeconds(5), true, 0);

  /** A journal of which only what a scrape may read works. */
  static Journal journal(Optional<Round> latest) {
    return (Journal)
        Proxy.newProxyInstance(
            Journal.class.getClassLoader(),
            new Class<?>[] {Journal.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "latest" -> latest;
                  case "open" -> true;
                  default -> throw new AssertionError("a scrape must not call " + method);
                });
  }
}
