package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Proof.Outcome;

class BlockWritesTest {
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final NodeId TWO = Fleets.id("kubo-2");

  @Test
  void aHealthyFleetRefusesNothing() {
    assertThat(refused(ONE, Fleets.threeHealthy())).isFalse();
    assertThat(refused(ONE, Fleets.threeHealthy().neverTried())).isFalse();
  }

  @Test
  void aBlockThatCannotBePutOrCannotArriveIsRefusedWhereTheDiskIsFull() {
    Fleets put = tried("kubo-1", "kubo-2", 1).fullAt("kubo-1", "kubo-1", "kubo-2");
    Fleets arrived = tried("kubo-2", "kubo-1", 1).fullAt("kubo-1", "kubo-2", "kubo-1");

    for (Fleets full : new Fleets[] {put, arrived}) {
      assertThat(refused(ONE, full)).isTrue();
      assertThat(refused(TWO, full)).isFalse();
    }
  }

  @Test
  void oneThatFailedForAnotherReasonSaysNothingAboutADisk() {
    assertThat(refused(ONE, tried("kubo-1", "kubo-2", 1))).isFalse();
  }

  @Test
  void theLastWordCounts() {
    Fleets full = tried("kubo-1", "kubo-2", 20).fullAt("kubo-1", "kubo-1", "kubo-2");

    assertThat(refused(ONE, proven(full, "kubo-1", "kubo-3", Outcome.EXCHANGED, 30))).isTrue();
    assertThat(refused(ONE, proven(full, "kubo-1", "kubo-3", Outcome.EXCHANGED, 20)))
        .as("at the same moment")
        .isTrue();
    assertThat(refused(ONE, proven(full, "kubo-1", "kubo-3", Outcome.EXCHANGED, 10))).isFalse();
    assertThat(refused(ONE, proven(full, "kubo-3", "kubo-1", Outcome.EXCHANGED, 10))).isFalse();
    assertThat(refused(ONE, proven(full, "kubo-1", "kubo-3", Outcome.NOT_EXCHANGED, 10)))
        .as("it was put there, and did not reach the other")
        .isFalse();
    assertThat(refused(ONE, proven(full, "kubo-3", "kubo-1", Outcome.NOT_EXCHANGED, 10))).isTrue();
    assertThat(refused(ONE, proven(full, "kubo-1", "kubo-3", Outcome.NOT_TRIED, 10))).isTrue();
  }

  @Test
  void whatDoesNotFitWhereItArrivesHadBeenPut() {
    Fleets full = tried("kubo-1", "kubo-2", 20).fullAt("kubo-1", "kubo-1", "kubo-2");
    Fleets later =
        proven(full, "kubo-1", "kubo-3", Outcome.NOT_TRIED, 10)
            .fullAt("kubo-3", "kubo-1", "kubo-3");

    assertThat(refused(ONE, later)).isFalse();
    assertThat(refused(Fleets.id("kubo-3"), later)).isTrue();
  }

  @Test
  void aMomentToComeIsOfAClockThatWasSetBackSinceAndSaysNothing() {
    Fleets full = tried("kubo-1", "kubo-2", 20).fullAt("kubo-1", "kubo-1", "kubo-2");

    assertThat(refused(ONE, proven(full, "kubo-1", "kubo-3", Outcome.EXCHANGED, -3_000))).isTrue();
    assertThat(refused(ONE, proven(full, "kubo-1", "kubo-3", Outcome.EXCHANGED, -5)))
        .as("it ended while the picture was made")
        .isFalse();
  }

  @Test
  void aNodeThatLeftTheFleetIsToldOfTooWhileItsCanaryIsRemembered() {
    FleetSnapshot picture =
        tried("kubo-1", "kubo-2", 1).fullAt("kubo-1", "kubo-1", "kubo-2").picture();
    SortedMap<NodeId, NodeView> left = new TreeMap<>(picture.nodes());
    left.remove(ONE);
    FleetSnapshot without =
        new FleetSnapshot(
            picture.round(),
            picture.takenAt(),
            left,
            picture.links(),
            picture.collections(),
            picture.observer());

    assertThat(without.blockWrites().refused(ONE)).isPresent();
    assertThat(without.blockWrites().refused(TWO)).isEmpty();
  }

  private static Fleets tried(String from, String to, int secondsAgo) {
    return proven(Fleets.threeHealthy().neverTried(), from, to, Outcome.NOT_TRIED, secondsAgo);
  }

  private static Fleets proven(
      Fleets fleet, String from, String to, Outcome outcome, int secondsAgo) {
    int failures = outcome == Outcome.EXCHANGED ? 0 : 1;
    return fleet.proven(from, to, outcome, failures, Duration.ofSeconds(secondsAgo));
  }

  private static boolean refused(NodeId node, Fleets fleet) {
    return fleet.picture().blockWrites().refused(node).isPresent();
  }
}
