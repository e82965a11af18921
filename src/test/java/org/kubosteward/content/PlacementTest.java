package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.content.Given.ZONE;
import static org.kubosteward.content.Given.desired;
import static org.kubosteward.content.Given.host;
import static org.kubosteward.content.Given.hosts;
import static org.kubosteward.content.Given.node;
import static org.kubosteward.content.Given.policy;
import static org.kubosteward.content.Given.room;
import static org.kubosteward.content.Given.unfit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.NodeId;

class PlacementTest {
  private static final int MANY = 4_000;
  private static final ContentPolicy ANYWHERE = policy(2, 3, PlacementRule.ANYWHERE);
  private static final ContentPolicy ZONES = policy(2, 3);

  @Test
  void theSameContentGoesToTheSameNodesWheneverItIsAsked() {
    for (int number = 0; number < 50; number++) {
      assertThat(choose(hosts(9), ANYWHERE, number, 3))
          .isEqualTo(choose(hosts(9), ANYWHERE, number, 3));
    }
  }

  @Test
  void theFirstNodesOfSomeContentsAreTheseForEver() {
    assertThat(IntStream.range(0, 8).mapToObj(n -> choose(hosts(5), ANYWHERE, n, 1).get(0).name()))
        .containsExactly(
            "kubo-5", "kubo-3", "kubo-1", "kubo-5", "kubo-1", "kubo-2", "kubo-5", "kubo-2");
  }

  @Test
  void nodesOfTheSameRoomGetAboutTheSame() {
    Map<NodeId, Integer> load = firstChoices(hosts(10));

    assertThat(load).hasSize(10);
    assertThat(load.values()).allSatisfy(count -> assertThat(count).isBetween(300, 500));
  }

  @Test
  void aNodeWithFourTimesTheRoomGetsAboutFourTimesAsMuch() {
    Hosts hosts = room(room(room(hosts(3), 1, 4L << 30), 2, 1L << 30), 3, 1L << 30);

    Map<NodeId, Integer> load = firstChoices(hosts);

    assertThat((double) load.getOrDefault(node(1), 0) / load.getOrDefault(node(2), 0))
        .isBetween(3.4, 4.6);
    assertThat((double) load.getOrDefault(node(1), 0) / load.getOrDefault(node(3), 0))
        .isBetween(3.4, 4.6);
  }

  @Test
  void aNodeThatFillsALittleChangesNoChoice() {
    Hosts before = room(hosts(6), 2, (1L << 34) + (1L << 33));
    Hosts after = room(hosts(6), 2, (1L << 34) + (1L << 32));

    for (int number = 0; number < 500; number++) {
      assertThat(choose(after, ANYWHERE, number, 3)).isEqualTo(choose(before, ANYWHERE, number, 3));
    }
  }

  @Test
  void aNewNodeTakesItsShareAndNothingChangesBetweenTheOthers() {
    int moved = 0;
    for (int number = 0; number < MANY; number++) {
      NodeId before = choose(hosts(9), ANYWHERE, number, 1).get(0);
      NodeId after = choose(hosts(10), ANYWHERE, number, 1).get(0);
      if (!after.equals(before)) {
        assertThat(after).isEqualTo(node(10));
        moved++;
      }
    }
    assertThat(moved).isBetween(MANY / 10 - 80, MANY / 10 + 80);
  }

  @Test
  void whenANodeLeavesOnlyWhatItHadIsChosenAnewAndItsReturnChangesNothing() {
    for (int number = 0; number < 500; number++) {
      List<NodeId> before = choose(hosts(6), ANYWHERE, number, 3);
      List<NodeId> without = choose(unfit(hosts(6), 4, Unfit.Kind.DOWN), ANYWHERE, number, 3);
      List<NodeId> kept = new ArrayList<>(before);
      kept.remove(node(4));
      assertThat(without).startsWith(kept.toArray(NodeId[]::new)).doesNotContain(node(4));
      assertThat(choose(hosts(6), ANYWHERE, number, 3)).isEqualTo(before);
    }
  }

  @Test
  void aZoneGetsASecondCopyOnlyWhenEveryZoneHasOne() {
    for (int number = 0; number < 200; number++) {
      List<NodeId> chosen = choose(hosts(9), ZONES, number, 7);
      assertThat(zones(chosen.subList(0, 3))).hasSize(3);
      assertThat(zones(chosen.subList(3, 6))).hasSize(3);
      assertThat(new HashSet<>(chosen)).hasSize(7);
    }
  }

  @Test
  void copiesThatAreThereCountForTheirZone() {
    for (int number = 0; number < 200; number++) {
      List<NodeId> chosen = placed(hosts(9), ZONES, number, 2, List.of(node(1))).chosen();
      assertThat(zones(chosen)).doesNotContain(zone(node(1))).hasSize(2);
    }
  }

  @Test
  void fewerZonesThanCopiesAreNoHindrance() {
    Hosts hosts = Hosts.of(List.of(host(1, "a"), host(2, "a"), host(3, "b"), host(4, "b")));

    assertThat(choose(hosts, ZONES, 1, 4))
        .containsExactlyInAnyOrder(node(1), node(2), node(3), node(4));
    assertThat(choose(hosts, ZONES, 1, 9)).hasSize(4);
  }

  @Test
  void nodesWithoutTheLabelShareOneZone() {
    Hosts hosts = Hosts.of(List.of(bare(1), bare(2), bare(3), host(4, "a")));

    for (int number = 0; number < 50; number++) {
      assertThat(choose(hosts, ZONES, number, 2)).contains(node(4));
    }
  }

  @Test
  void aZoneWhoseNodesAreOnlyBusyIsWaitedForAndOneThatIsFullIsNot() {
    Hosts hosts = Hosts.of(List.of(host(1, "a"), host(2, "a"), host(3, "b")));
    Placement placement = new Placement(hosts);

    assertThat(
            placement
                .choose(
                    desired(1, ZONES),
                    2,
                    List.of(node(1)),
                    (host, any) -> only(host, 3, Refusal.BUSY))
                .chosen())
        .isEmpty();
    assertThat(
            placement
                .choose(
                    desired(1, ZONES),
                    2,
                    List.of(node(1)),
                    (host, any) -> only(host, 3, Refusal.NO_ROOM))
                .chosen())
        .containsExactly(node(2));
  }

  @Test
  void everyNodeThatIsNotChosenHasItsReason() {
    PlacementRule rule =
        new PlacementRule(
            Optional.empty(),
            Map.of(ZONE, "a"),
            Set.of("kubo-1", "kubo-4", "kubo-7", "kubo-2", "kubo-10", "kubo-13", "kubo-16"));
    Hosts hosts = unfit(hosts(17), 7, Unfit.Kind.FLAPPING);
    Placement.Choice choice =
        new Placement(hosts)
            .choose(
                desired(1, policy(2, 3, rule)),
                1,
                List.of(node(4)),
                (host, any) -> only(host, 10, Refusal.NO_ROOM));

    assertThat(choice.chosen()).hasSize(1);
    assertThat(choice.refused()).hasSize(16);
    assertThat(choice.refused())
        .containsEntry(node(2), Refusal.NOT_LABELLED)
        .containsEntry(node(3), Refusal.NOT_NAMED)
        .containsEntry(node(4), Refusal.HAS_ONE)
        .containsEntry(node(7), Refusal.UNFIT)
        .containsEntry(node(10), Refusal.NO_ROOM)
        .containsValue(Refusal.OTHERS_FIRST)
        .doesNotContainKey(choice.chosen().get(0));
  }

  @ParameterizedTest
  @EnumSource(Unfit.Kind.class)
  void aNodeThatIsUnfitForWhateverReasonIsNotChosen(Unfit.Kind kind) {
    Placement.Choice choice = placed(unfit(hosts(3), 2, kind), ANYWHERE, 1, 3, List.of());

    assertThat(choice.chosen()).containsExactlyInAnyOrder(node(1), node(3));
    assertThat(choice.refused()).containsExactly(Map.entry(node(2), Refusal.UNFIT));
  }

  @Test
  void everyReasonHasItsWords() {
    assertThat(Refusal.values())
        .extracting(Refusal::phrase)
        .doesNotHaveDuplicates()
        .doesNotContain("");
    assertThat(Obstacle.values())
        .extracting(Obstacle::phrase)
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @Test
  void theLeastWantedAreThoseInTheMostCrowdedZone() {
    Hosts hosts =
        Hosts.of(List.of(host(1, "a"), host(2, "a"), host(3, "a"), host(4, "b"), host(5, "c")));
    List<NodeId> holders = List.of(node(1), node(2), node(3), node(4), node(5));

    for (int number = 0; number < 50; number++) {
      List<NodeId> least = new Placement(hosts).leastWanted(desired(number, ZONES), holders, 2);
      assertThat(least).hasSize(2).doesNotContain(node(4), node(5));
    }
  }

  @Test
  void beforeAllOthersGoesTheCopyWhereThePolicyAllowsNone() {
    ContentPolicy named =
        policy(
            2,
            2,
            new PlacementRule(Optional.of(ZONE), Map.of(), Set.of("kubo-1", "kubo-2", "kubo-3")));
    Hosts hosts = Hosts.of(List.of(host(1, "a"), host(2, "a"), host(3, "a"), host(4, "b")));

    for (int number = 0; number < 50; number++) {
      assertThat(
              new Placement(hosts)
                  .leastWanted(
                      desired(number, named), List.of(node(1), node(2), node(3), node(4)), 1))
          .containsExactly(node(4));
    }
  }

  @Test
  void theLeastWantedIsTheOneThatWouldBeChosenLast() {
    for (int number = 0; number < 100; number++) {
      List<NodeId> order = choose(hosts(5), ANYWHERE, number, 5);
      assertThat(new Placement(hosts(5)).leastWanted(desired(number, ANYWHERE), order, 1))
          .containsExactly(order.get(4));
    }
  }

  private static Optional<Refusal> only(Host host, int number, Refusal refusal) {
    return host.id().equals(node(number)) ? Optional.of(refusal) : Optional.empty();
  }

  private static Host bare(int number) {
    return new Host(
        node(number),
        true,
        Map.of(),
        Presence.HERE,
        Optional.empty(),
        Given.ROOM,
        Optional.empty());
  }

  private static Map<NodeId, Integer> firstChoices(Hosts hosts) {
    Map<NodeId, Integer> load = new HashMap<>();
    for (int number = 0; number < MANY; number++) {
      load.merge(choose(hosts, ANYWHERE, number, 1).get(0), 1, Integer::sum);
    }
    return load;
  }

  private static Set<String> zones(List<NodeId> nodes) {
    Set<String> zones = new HashSet<>();
    nodes.forEach(node -> zones.add(zone(node)));
    return zones;
  }

  private static String zone(NodeId node) {
    return hosts(9).host(node).orElseThrow().labels().getOrDefault(ZONE, "");
  }

  private static List<NodeId> choose(Hosts hosts, ContentPolicy policy, int number, int count) {
    return placed(hosts, policy, number, count, List.of()).chosen();
  }

  private static Placement.Choice placed(
      Hosts hosts, ContentPolicy policy, int number, int count, List<NodeId> having) {
    return new Placement(hosts)
        .choose(desired(number, policy), count, having, (host, any) -> Optional.empty());
  }
}
