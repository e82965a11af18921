package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Rejected;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Observer;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.Round;

class ScrapeTargetsTest {
  private static final FleetAddresses ADDRESSES =
      () -> addresses(Stories.K1, Stories.K2, Stories.K3);

  @Test
  void namesEveryNodeAlsoTheOnesThatAreDown() {
    List<ScrapeTargets.Group> groups = targets(Stories.sick(), ADDRESSES);
    assertThat(groups)
        .extracting(group -> group.targets().get(0))
        .containsExactly("kubo-1.example:5001", "kubo-2.example:5001", "kubo-3.example:5001");
    assertThat(groups.get(0).labels())
        .isEqualTo(new ScrapeTargets.Labels("/debug/metrics/prometheus", "ipfs", "kubo-1"));
  }

  /** The fleet is selected anew for each lookup, so that one a node makes N x N of it. */
  @Test
  void looksTheAddressesUpOnceHoweverManyNodesThereAre() {
    AtomicInteger lookups = new AtomicInteger();
    FleetAddresses counted =
        () -> {
          lookups.incrementAndGet();
          return ADDRESSES.all();
        };
    assertThat(targets(Stories.healthy(), counted)).hasSize(3);
    assertThat(lookups).hasValue(1);
  }

  @Test
  void leavesOutANodeWithoutAnAddress() {
    FleetAddresses some = () -> addresses(Stories.K1, Stories.K3);
    assertThat(targets(Stories.healthy(), some)).hasSize(2);
  }

  @Test
  void neverSaysThatThereAreNone() {
    assertThat(refusal(Story.EMPTY, ADDRESSES)).contains("first round");
    assertThat(refusal(Stories.healthy(), Map::of)).contains("no node has");
    assertThat(refusal(story(Stories.picture(), List.of()), ADDRESSES)).contains("no node has");
  }

  @Test
  void refusesWhileThePlaneIsBlindAtAnyLevel() {
    for (Level level : Level.values()) {
      Finding blind =
          new Finding(Code.STEWARD_BLIND, Subject.fleet(), level, Stories.NOW, new TreeMap<>());
      FleetSnapshot picture = Stories.picture(Stories.node(Stories.K1, 0.1));
      assertThat(refusal(story(picture, List.of(blind)), ADDRESSES)).contains("STEWARD_BLIND");
    }
  }

  @Test
  void refusesWhenTheListOfNodesIsNotToBeTrusted() {
    FleetSnapshot one = Stories.picture(Stories.node(Stories.K1, 0.1));
    FleetSnapshot doubtful =
        new FleetSnapshot(
            one.round(),
            one.takenAt(),
            one.nodes(),
            one.links(),
            one.collections(),
            new Observer(Duration.ZERO, Duration.ZERO, 1, "the API server does not answer"));
    assertThat(refusal(story(doubtful, List.of()), ADDRESSES)).contains("API server");
  }

  @Test
  void refusesWhenTheRoundIsOld() {
    RecordSnapshot old = Stories.healthy().dossier(Stories.NOW.plusSeconds(120));
    Rejected rejected =
        catchThrowableOfType(Rejected.class, () -> ScrapeTargets.of(old, ADDRESSES));
    assertThat(rejected.problem().status()).isEqualTo(503);
    assertThat(rejected.problem().detail()).contains("stands still");
  }

  private static Map<NodeId, String> addresses(NodeId... nodes) {
    return Stream.of(nodes).collect(Collectors.toMap(node -> node, node -> node + ".example:5001"));
  }

  private static Story story(FleetSnapshot picture, List<Finding> findings) {
    Round round = Stories.round(picture, findings);
    return new Story(Optional.of(round), List.of(), List.of(), List.of(), List.of());
  }

  private static List<ScrapeTargets.Group> targets(Story story, FleetAddresses addresses) {
    return ScrapeTargets.of(story.dossier(Stories.NOW), addresses).groups();
  }

  private static String refusal(Story story, FleetAddresses addresses) {
    Rejected rejected = catchThrowableOfType(Rejected.class, () -> targets(story, addresses));
    assertThat(rejected.problem().status()).isEqualTo(503);
    return rejected.problem().detail();
  }
}
