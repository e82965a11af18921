package org.kubosteward.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;

class HostsTest {
  private static final NodeId ONE = Fleets.id("kubo-1");
  private static final RepairPolicy POLICY = RepairPolicy.shipped();

  @Test
  void aHealthyNodeIsFitAndHasRoomBelowTheMark() {
    Host host = host(Fleets.threeHealthy());

    assertThat(host.presence()).isEqualTo(Presence.HERE);
    assertThat(host.unfit()).isEmpty();
    assertThat(host.room()).isEqualTo(7_000_000_000L);
    assertThat(host.writable()).isTrue();
  }

  @Test
  void whicheverEndIsNearerIsTheEnd() {
    assertThat(host(Fleets.threeHealthy().withDiskAvailable("kubo-1", 3_000_000_000L)).room())
        .isEqualTo(2_200_000_000L);
    assertThat(host(Fleets.threeHealthy().withRepo("kubo-1", 1_000, 0)).room())
        .isEqualTo((50L << 30) - (long) Math.ceil(((50L << 30) + 1_000) * (1 - 0.8)));
    Fleets noDisk = Fleets.threeHealthy().without("kubo-1", Question.DISK, Why.TIMED_OUT);
    assertThat(host(noDisk).room()).isEqualTo(7_000_000_000L);
  }

  @Test
  void aNodeAtItsMarkIsFullAndWhatIsThereCanStillBeHealed() {
    Host host = host(Fleets.threeHealthy().withRepoFill("kubo-1", 0.8));

    unfit(host, Unfit.Kind.FULL, "filled to the mark of 80 %");
    assertThat(host.room()).isZero();
    assertThat(host.writable()).isTrue();
    assertThat(host(Fleets.threeHealthy().withRepoFill("kubo-1", 1.3)).room()).isZero();
  }

  @Test
  void aNodeWhoseRoomNobodyKnowsIsNotChosen() {
    unfit(
        host(Fleets.threeHealthy().without("kubo-1", Question.REPO, Why.TIMED_OUT)),
        Unfit.Kind.ROOM_UNKNOWN,
        "not known");
    Fleets nothing =
        Fleets.threeHealthy()
            .withRepo("kubo-1", 5, 0)
            .without("kubo-1", Question.DISK, Why.TIMED_OUT);
    unfit(host(nothing), Unfit.Kind.ROOM_UNKNOWN, "not known");
  }

  @Test
  void aNodeThatDoesNotAnswerIsNotChosenAndSaysSinceWhen() {
    Host host = host(Fleets.threeHealthy().down("kubo-1"));

    unfit(host, Unfit.Kind.DOWN, "does not answer since 2026-03-02T08:00:00Z");
    assertThat(host.presence()).isEqualTo(Presence.AWAY);
    assertThat(host.writable()).isFalse();
  }

  @Test
  void aNodeThatCollectsGarbageIsNotChosenAndNotWrittenTo() {
    Host host = host(Fleets.threeHealthy().running("kubo-1", "repo/gc", Duration.ofMinutes(1)));

    unfit(host, Unfit.Kind.COLLECTING, "collecting garbage");
    assertThat(host.writable()).isFalse();
    assertThat(
            host(Fleets.threeHealthy().running("kubo-1", "pin/ls", Duration.ofMinutes(1))).unfit())
        .isEmpty();
  }

  @Test
  void aNodeInOfflineModeIsNotChosen() {
    unfit(
        host(Fleets.threeHealthy().without("kubo-1", Question.SWARM, Why.OFFLINE)),
        Unfit.Kind.OFFLINE,
        "offline mode");
  }

  @Test
  void aNodeThatComesAndGoesIsNotChosen() {
    Attendance attendance = Attendance.nobody();
    Fleets fleet = Fleets.threeHealthy();
    for (int i = 0; i < Attendance.FLAPS; i++) {
      assertThat(host(fleet, attendance).unfit()).isEmpty();
      attendance = attendance.after(fleet.down("kubo-1").picture(), List.of());
      fleet = fleet.after(Duration.ofMinutes(1));
      attendance = attendance.after(fleet.picture(), List.of());
    }
    unfit(host(fleet, attendance), Unfit.Kind.FLAPPING, "came back 3 times within 60 minutes");
    assertThat(host(fleet.after(Duration.ofHours(1)), attendance).unfit()).isEmpty();
  }

  @Test
  void labelsAreThoseThatAreGiven() {
    FleetSnapshot picture = Fleets.threeHealthy().picture();
    Attendance attendance = Attendance.nobody().after(picture, List.of());
    Hosts hosts =
        Hosts.of(picture, List.of(), Map.of(ONE, Map.of("zone", "a")), attendance, POLICY);

    assertThat(hosts.host(ONE).orElseThrow().labels()).containsEntry("zone", "a");
    assertThat(hosts.host(Fleets.id("kubo-2")).orElseThrow().labels()).isEmpty();
  }

  @Test
  void aHolderThatTheFleetNoLongerHasIsThereAndIsNotChosen() {
    FleetSnapshot picture = Fleets.threeHealthy().picture();
    List<NodeId> holders = List.of(Given.node(9), ONE);
    Attendance attendance = Attendance.nobody().after(picture, holders);
    Hosts hosts = Hosts.of(picture, holders, Map.of(), attendance, POLICY);

    unfit(hosts.host(Given.node(9)).orElseThrow(), Unfit.Kind.NOT_OF_THE_FLEET, "not one of");
    assertThat(hosts.host(ONE).orElseThrow().unfit()).isEmpty();
    assertThat(hosts.byId()).hasSize(4);
  }

  @Test
  void thePartThatAnswersIsOfTheNodesThatTheFleetHas() {
    Hosts four = Given.hosts(4);

    assertThat(four.answering()).isEqualTo(1);
    assertThat(Given.away(Given.gone(four, 1), 2).answering()).isEqualTo(0.5);
    assertThat(Hosts.of(List.of()).answering()).isEqualTo(1);
    Host unnamed =
        new Host(
            Given.node(9), false, Map.of(), Presence.GONE, Optional.empty(), 0, Optional.empty());
    assertThat(Hosts.of(List.of(Given.host(1, "a"), unnamed)).answering()).isEqualTo(1);
  }

  private static void unfit(Host host, Unfit.Kind kind, String why) {
    assertThat(host.unfit()).isPresent();
    assertThat(host.unfit().get().kind()).isEqualTo(kind);
    assertThat(host.unfit().get().why()).contains(why);
  }

  private static Host host(Fleets fleet) {
    return host(fleet, Attendance.nobody().after(fleet.picture(), List.of()));
  }

  private static Host host(Fleets fleet, Attendance attendance) {
    return Hosts.of(fleet.picture(), List.of(), Map.of(), attendance, POLICY)
        .host(ONE)
        .orElseThrow();
  }
}
