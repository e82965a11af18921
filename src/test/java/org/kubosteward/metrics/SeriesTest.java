package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.metrics.Rounds.healthy;
import static org.kubosteward.metrics.Rounds.id;
import static org.kubosteward.metrics.Rounds.peer;
import static org.kubosteward.metrics.Rounds.proof;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Identity;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeView;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Swarm;
import org.kubosteward.fleet.Version;

/** What series a node has, and when it has none. */
class SeriesTest {
  private static final int MOST_SERIES_A_NODE = 60;

  @Test
  void keepsEveryNodeUnderTheBound() {
    // One connection of each transport there is: the widest a node can be.
    List<Swarm.Connection> everyTransport =
        Stream.of(
                "/tcp/1",
                "/quic-v1",
                "/tcp/1/ws",
                "/quic/webtransport",
                "/webrtc",
                "/p2p-circuit",
                "/x")
            .map(address -> new Swarm.Connection(address, address, Swarm.Direction.INBOUND))
            .toList();
    NodeView wide =
        Rounds.of(
            id(0),
            new Version("0.43.0", "18", ""),
            new Identity(peer(0), "kubo", List.of()),
            new Swarm(everyTransport));
    NodeView sized = healthy(0);
    NodeView full = withRepo(wide, sized);

    long series =
        Rounds.scrape(Rounds.fleet(List.of(full, healthy(1)))).families().stream()
            .flatMap(family -> family.samples().stream())
            .filter(sample -> sample.labels().contains("kubo-0"))
            .count();

    assertThat(series).isBetween((long) MOST_SERIES_A_NODE - 5, (long) MOST_SERIES_A_NODE);
  }

  @Test
  void saysZeroPeersAloud() {
    assertThat(value(Rounds.fleet(List.of(healthy(0))), "steward_node_peers", "kubo-0"))
        .hasValue(0);
  }

  @Test
  void countsAPeerListedTwiceOnce() {
    FleetSnapshot fleet =
        Rounds.fleet(List.of(healthy(0, peer(1), peer(1), "stranger"), healthy(1)));

    assertThat(value(fleet, "steward_node_peers", "kubo-0")).hasValue(2);
    assertThat(value(fleet, "steward_node_siblings_connected", "kubo-0")).hasValue(1);
    assertThat(value(fleet, "steward_node_siblings", "kubo-0")).hasValue(1);
  }

  @Test
  void hasNoSeriesForAFactThatIsMissing() {
    FleetSnapshot fleet = Rounds.fleet(List.of(Rounds.down(0), Rounds.garbage(1), healthy(2)));

    assertThat(value(fleet, "steward_node_up", "kubo-0")).hasValue(0);
    assertThat(value(fleet, "steward_node_last_success_timestamp_seconds", "kubo-0")).isPresent();
    for (String name :
        List.of("steward_node_peers", "steward_node_repo_size_bytes", "steward_node_info")) {
      assertThat(value(fleet, name, "kubo-0")).as(name).isEmpty();
    }
    assertThat(value(fleet, "steward_node_up", "kubo-1")).hasValue(1);
    assertThat(value(fleet, "steward_node_peers", "kubo-1")).isEmpty();
  }

  @Test
  void forgetsANodeThatLeftTheFleet() {
    String before = Exposition.text(Rounds.scrape(Rounds.mesh(3)).families());
    String after = Exposition.text(Rounds.scrape(Rounds.mesh(2)).families());

    assertThat(before).contains("kubo-2");
    assertThat(after).doesNotContain("kubo-2");
  }

  @Test
  void forgetsTheLinksFromANodeThatLeft() {
    FleetSnapshot fleet =
        Rounds.links(
            Rounds.mesh(2),
            Map.of(
                new Link(id(1), id(0)), proof(Outcome.NOT_EXCHANGED),
                new Link(id(0), id(1)), proof(Outcome.NOT_TRIED),
                new Link(id(7), id(1)), proof(Outcome.NOT_EXCHANGED)));

    assertThat(value(fleet, "steward_node_links_blind", "kubo-0")).hasValue(1);
    assertThat(value(fleet, "steward_node_links_exchanging", "kubo-0")).hasValue(0);
    assertThat(value(fleet, "steward_node_links_blind", "kubo-1")).isEmpty();
  }

  @Test
  void leavesStorageMaxOutWhenItIsNotSet() {
    NodeView unset =
        Rounds.of(
            id(0),
            new Version("0.43.0", "18", ""),
            new Identity(peer(0), "kubo", List.of()),
            new Swarm(List.of()));

    FleetSnapshot fleet = Rounds.fleet(List.of(unset));

    assertThat(value(fleet, "steward_node_repo_size_bytes", "kubo-0")).hasValue(1);
    assertThat(value(fleet, "steward_node_repo_storage_max_bytes", "kubo-0")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void showsEveryLabelSetOnceAndOnlyFamiliesOfTheCatalogue(Scenes scene) {
    for (Family family : scene.scrape().families()) {
      Set<List<String>> seen = new HashSet<>();
      assertThat(Catalogue.all()).contains(family.spec());
      for (Sample sample : family.samples()) {
        assertThat(seen.add(sample.labels())).as("%s %s", family.spec().name(), sample).isTrue();
        assertThat(sample.labels()).hasSameSizeAs(family.spec().labels());
      }
    }
  }

  @Test
  void neverPutsAStrangersPeerIdOnALabel() {
    String text =
        Exposition.text(
            Rounds.scrape(Rounds.fleet(List.of(healthy(0, "12D3KooWStranger")))).families());

    assertThat(text).doesNotContain("Stranger");
  }

  private static OptionalDouble value(FleetSnapshot fleet, String name, String node) {
    return Rounds.scrape(fleet).families().stream()
        .filter(family -> family.spec().name().equals(name))
        .flatMap(family -> family.samples().stream())
        .filter(sample -> sample.labels().contains(node))
        .mapToDouble(Sample::value)
        .findFirst();
  }

  private static NodeView withRepo(NodeView node, NodeView from) {
    return node.with(Question.REPO, from.repo()).answered(Optional.of(Rounds.AT));
  }
}
