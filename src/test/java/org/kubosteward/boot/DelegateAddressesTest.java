package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.LatestRound;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.pinning.Delegates;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.RemedyPolicy;

class DelegateAddressesTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private final SortedMap<NodeId, NodeView> nodes = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  @Test
  void beforeARoundThereAreNone() {
    assertThat(new DelegateAddresses(latest(Optional.empty())).addresses()).isEmpty();
    assertThat(told()).isEmpty();
  }

  @Test
  void ofEachNodeTheAddressThatReachesFurthestComesFirst() {
    node("a", "/ip4/127.0.0.1/tcp/1", "/ip4/10.1.2.3/tcp/1", "/ip4/203.0.113.1/tcp/1");
    node("b", "/ip6/::1/tcp/1", "/ip6/fd00::1/tcp/1", "/ip4/203.0.113.9/tcp/1/p2p/R/p2p-circuit");

    assertThat(told())
        .containsExactly(
            "/ip4/203.0.113.1/tcp/1/p2p/peer-a",
            "/ip6/fd00::1/tcp/1/p2p/peer-b",
            "/ip4/10.1.2.3/tcp/1/p2p/peer-a",
            "/ip4/203.0.113.9/tcp/1/p2p/R/p2p-circuit/p2p/peer-b");
  }

  @Test
  void thoseOfLoopbackAreToldWhereThereAreNoOthers() {
    node("a", "/ip4/127.0.0.1/tcp/1");
    assertThat(told()).containsExactly("/ip4/127.0.0.1/tcp/1/p2p/peer-a");
  }

  @Test
  void aNodeThatIsNotWellIsNotToldOf() {
    node("down", "/ip4/203.0.113.1/tcp/1");
    nodes.computeIfPresent(
        id("down"),
        (id, view) -> view.lacking(Question.VERSION, Why.REFUSED, "connection refused", NOON));
    node("sick", "/ip4/203.0.113.2/tcp/1");
    node("odd", "/ip4/203.0.113.3/tcp/1");
    findings.add(finding("sick", Level.CRIT));
    findings.add(finding("odd", Level.WARN));

    assertThat(told()).containsExactly("/ip4/203.0.113.3/tcp/1/p2p/peer-odd");
  }

  @Test
  void whereNoNodeIsWellThoseThatAnswerAreTold() {
    node("sick", "/ip4/203.0.113.2/tcp/1");
    findings.add(finding("sick", Level.CRIT));

    assertThat(told()).containsExactly("/ip4/203.0.113.2/tcp/1/p2p/peer-sick");
  }

  @Test
  void thereAreNoMoreThanTheStandardAllows() {
    IntStream.range(0, 30).forEach(n -> node("n" + n, "/ip4/203.0.113." + n + "/tcp/1"));
    assertThat(told()).hasSize(Delegates.MOST).doesNotHaveDuplicates();
  }

  @Test
  void aNewRoundIsReadAndTheSameOneNotTwice() {
    node("a", "/ip4/203.0.113.1/tcp/1");
    List<Round> rounds = new ArrayList<>(List.of(round()));
    DelegateAddresses delegates = new DelegateAddresses(latest(() -> Optional.of(rounds.get(0))));
    assertThat(delegates.addresses()).isSameAs(delegates.addresses());

    node("b", "/ip4/203.0.113.2/tcp/1");
    rounds.set(0, round());
    assertThat(delegates.addresses()).hasSize(2);
  }

  private List<String> told() {
    return new DelegateAddresses(latest(Optional.of(round()))).addresses();
  }

  private void node(String name, String... addresses) {
    Identity identity =
        new Identity(
            "peer-" + name,
            "kubo/0.43.0",
            Stream.of(addresses).map(address -> address + "/p2p/peer-" + name).toList());
    nodes.put(
        id(name),
        NodeView.notAsked(id(name), NOON)
            .knowing(Question.VERSION, new Version("0.43.0", "18", "amd64/linux"), NOON)
            .knowing(Question.IDENTITY, identity, NOON));
  }

  private static NodeId id(String name) {
    return new NodeId("ipfs", name);
  }

  private static Finding finding(String node, Level level) {
    return new Finding(Code.NODE_SLOW, Subject.of(id(node)), level, NOON, new TreeMap<>());
  }

  private Round round() {
    return new Round(
        new FleetSnapshot(
            1, NOON, nodes, new TreeMap<>(), new TreeMap<>(), Observer.steady(nodes.size())),
        new HealthReport(NOON, findings, new TreeMap<>()),
        new Plan(List.of()),
        List.of(),
        RemedyPolicy.shipped(),
        true,
        Duration.ZERO);
  }

  private static LatestRound latest(Optional<Round> round) {
    return latest(() -> round);
  }

  private static LatestRound latest(Supplier<Optional<Round>> round) {
    return new LatestRound() {
      @Override
      public Optional<Round> latest() {
        return round.get();
      }

      @Override
      public List<RoundFigures> history() {
        return List.of();
      }
    };
  }
}
