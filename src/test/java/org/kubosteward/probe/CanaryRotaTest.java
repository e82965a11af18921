package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Swarm.Connection;
import org.kubosteward.fleet.Swarm.Direction;
import org.kubosteward.fleet.Version;
import org.kubosteward.fleet.Why;

class CanaryRotaTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Duration EVERY = Duration.ofMinutes(3);

  private final CanaryRota rota = new CanaryRota(EVERY, 100);
  private final Map<Link, Proof> proofs = new HashMap<>();

  @Test
  void aNewFleetProvesEveryOrderedPairAtOnce() {
    assertThat(due(mesh(3), NOW)).hasSize(6).doesNotHaveDuplicates();
  }

  @Test
  void aProvenLinkRestsUntilItsTurnComesAgain() {
    SortedMap<NodeId, NodeView> nodes = mesh(2);
    due(nodes, NOW);
    prove(link(1, 2), Outcome.EXCHANGED, 0);
    prove(link(2, 1), Outcome.EXCHANGED, 0);

    assertThat(due(nodes, NOW.plusSeconds(179))).isEmpty();
    assertThat(due(nodes, NOW.plusSeconds(180))).containsExactly(link(1, 2), link(2, 1));
  }

  @Test
  void aLinkThatWasProvenBeforeTheClockWasSetBackIsProvenAnew() {
    SortedMap<NodeId, NodeView> nodes = mesh(2);
    due(nodes, NOW);
    prove(link(1, 2), Outcome.EXCHANGED, 0);
    prove(link(2, 1), Outcome.EXCHANGED, 0);

    assertThat(due(nodes, NOW.minusSeconds(3600))).containsExactly(link(1, 2), link(2, 1));
  }

  @Test
  void aFailedLinkIsTriedAgainInTheNextRoundAndFirst() {
    SortedMap<NodeId, NodeView> nodes = mesh(3);
    due(nodes, NOW);
    prove(link(3, 1), Outcome.NOT_EXCHANGED, 1);

    assertThat(due(nodes, NOW.plusSeconds(3))).startsWith(link(3, 1));
  }

  @Test
  void aLinkThatBeginsToFailMakesTheOthersOfItsHolderDueOnce() {
    SortedMap<NodeId, NodeView> nodes = mesh(3);
    due(nodes, NOW);
    due(nodes, NOW).forEach(link -> prove(link, Outcome.EXCHANGED, 0));
    prove(link(3, 1), Outcome.NOT_EXCHANGED, 1, NOW.plusSeconds(3));

    assertThat(due(nodes, NOW.plusSeconds(4))).containsExactly(link(3, 1), link(3, 2));
    prove(link(3, 2), Outcome.EXCHANGED, 0, NOW.plusSeconds(4));
    assertThat(due(nodes, NOW.plusSeconds(5))).containsExactly(link(3, 1));
    prove(link(3, 1), Outcome.NOT_EXCHANGED, 3, NOW.plusSeconds(9));
    assertThat(due(nodes, NOW.plusSeconds(10))).containsExactly(link(3, 1));
  }

  @Test
  void aLinkWhoseConnectionWasMadeAnewIsProvenAtOnce() {
    due(mesh(2), NOW);
    prove(link(1, 2), Outcome.EXCHANGED, 0);
    prove(link(2, 1), Outcome.EXCHANGED, 0);
    SortedMap<NodeId, NodeView> redialled = mesh(2);
    redialled.put(id(1), view(1, connection(2, "/ip4/10.0.0.2/tcp/50123")));

    assertThat(due(redialled, NOW.plusSeconds(15))).containsExactly(link(1, 2), link(2, 1));
  }

  @Test
  void aPairThatIsNotConnectedIsNotTried() {
    SortedMap<NodeId, NodeView> nodes = mesh(2);
    nodes.put(id(1), view(1));
    nodes.put(id(2), view(2));

    assertThat(due(nodes, NOW)).isEmpty();
  }

  @Test
  void aNodeWhosePeerIdAnotherBearsIsNotTried() {
    SortedMap<NodeId, NodeView> nodes = mesh(4);
    nodes.put(id(4), view(id(4), "peer3", connection(1, "/ip4/10.0.0.1/tcp/4001")));

    assertThat(due(nodes, NOW)).containsExactlyInAnyOrder(link(1, 2), link(2, 1));
  }

  @Test
  void oneSideThatListsTheOtherIsEnough() {
    SortedMap<NodeId, NodeView> nodes = mesh(2);
    nodes.put(id(2), view(2));

    assertThat(due(nodes, NOW)).hasSize(2);
  }

  @Test
  void aNodeThatDoesNotAnswerIsLeftAlone() {
    SortedMap<NodeId, NodeView> nodes = mesh(3);
    nodes.put(id(2), NodeView.unknown(id(2), Why.STALLED, "says nothing", NOW));

    assertThat(due(nodes, NOW)).containsExactly(link(1, 3), link(3, 1));
  }

  @Test
  void aCanaryInFlightIsNotBegunTwice() {
    assertThat(rota.due(mesh(2), proofs, Set.of(link(1, 2)), NOW)).containsExactly(link(2, 1));
  }

  @Test
  void aChangeSeenWhileACanaryIsInFlightIsProvenAfterwards() {
    SortedMap<NodeId, NodeView> nodes = mesh(2);
    Set<Link> both = Set.of(link(1, 2), link(2, 1));
    rota.due(nodes, proofs, both, NOW);
    prove(link(1, 2), Outcome.EXCHANGED, 0);
    prove(link(2, 1), Outcome.EXCHANGED, 0);

    assertThat(due(nodes, NOW.plusSeconds(3))).hasSize(2);
  }

  @Test
  void aRoundBeginsNoMoreThanItsBoundAndTheRestFollows() {
    CanaryRota narrow = new CanaryRota(EVERY, 4);
    SortedMap<NodeId, NodeView> nodes = mesh(3);

    List<Link> first = narrow.due(nodes, proofs, Set.of(), NOW);
    first.forEach(link -> prove(link, Outcome.EXCHANGED, 0));

    assertThat(first).hasSize(4);
    assertThat(narrow.due(nodes, proofs, Set.of(), NOW.plusSeconds(15)))
        .hasSize(2)
        .doesNotContainAnyElementsOf(first);
  }

  @Test
  void aLargeFleetProvesEachNodeWithItsNeighboursOnly() {
    CanaryRota wide = new CanaryRota(EVERY, Integer.MAX_VALUE);

    assertThat(wide.due(mesh(200), proofs, Set.of(), NOW))
        .hasSize(CanaryRota.MAX_LINKS)
        .doesNotHaveDuplicates();
  }

  @Test
  void zeroTurnsTheCanariesOff() {
    assertThat(new CanaryRota(EVERY, 0).due(mesh(3), proofs, Set.of(), NOW)).isEmpty();
  }

  private List<Link> due(SortedMap<NodeId, NodeView> nodes, Instant now) {
    return rota.due(nodes, proofs, Set.of(), now);
  }

  private void prove(Link link, Outcome outcome, int failures) {
    prove(link, outcome, failures, NOW);
  }

  private void prove(Link link, Outcome outcome, int failures, Instant at) {
    proofs.put(link, new Proof(outcome, failures, at, Duration.ofMillis(5), ""));
  }

  private static NodeId id(int n) {
    return new NodeId("default", "kubo-%03d".formatted(n));
  }

  private static Link link(int from, int to) {
    return new Link(id(from), id(to));
  }

  private static SortedMap<NodeId, NodeView> mesh(int size) {
    SortedMap<NodeId, NodeView> nodes = new TreeMap<>();
    for (int n = 1; n <= size; n++) {
      int self = n;
      nodes.put(
          id(n),
          view(
              n,
              IntStream.rangeClosed(1, size)
                  .filter(other -> other != self)
                  .mapToObj(other -> connection(other, "/ip4/10.0.0.%d/tcp/4001".formatted(other)))
                  .toArray(Connection[]::new)));
    }
    return nodes;
  }

  private static Connection connection(int to, String address) {
    return new Connection("peer" + to, address, Direction.OUTBOUND);
  }

  private static NodeView view(int n, Connection... connections) {
    return view(id(n), "peer" + n, connections);
  }

  private static NodeView view(NodeId id, String peerId, Connection... connections) {
    NodeView blank = NodeView.unknown(id, Why.NOT_ASKED, "", NOW);
    return blank
        .knowing(Question.VERSION, new Version("0.43.0", "18", "amd64/linux"), NOW)
        .knowing(Question.IDENTITY, new Identity(peerId, "kubo/0.43.0", List.of()), NOW)
        .knowing(Question.SWARM, new Swarm(List.of(connections)), NOW)
        .answered(Optional.of(NOW));
  }
}
