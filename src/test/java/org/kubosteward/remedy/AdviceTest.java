package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Subject;

final class AdviceTest {

  @ParameterizedTest
  @CsvSource({
    "NODE_DOWN, starts and stops no node",
    "NODE_HUNG, ignores SIGTERM",
    "NODE_API_UNREACHABLE, API address and credentials",
    "FLEET_MAJORITY_DOWN, what the nodes share",
    "GC_ABORTED, repo/verify?heal=true",
    "VERSION_SKEW, finish the rollout",
    "DUPLICATE_IDENTITY, give it a key of its own",
    "CLOCK_SKEW, time service",
    "CANARY_FAILED, block/put",
    "SIBLINGS_IN_BOOTSTRAP, out of Bootstrap of kubo-1",
    "CRASH_LOOP, knows no pod of kubo-1",
    "FOREIGN_POD, narrow steward.kubernetes.selector",
    "KUBERNETES_UNREACHABLE, goes on asking the nodes",
    "STEWARD_BLIND, until the plane sees again",
    "FLEET_RECOVERING, waits until the fleet has held and this has cleared",
    "NODE_SLOW, no link is touched",
    "NODE_OFFLINE_MODE, without --offline",
    "NODE_IDENTITY_CHANGED, where the volume of kubo-1 went",
    "LINK_FLAPPING, what cuts it",
    "NODE_NOT_SERVING, why kubo-1 answers nobody",
    "REMEDY_FAILED, acknowledge it",
    "STEWARD_PAUSED, resume it",
  })
  void saysWhatAPersonShouldDo(Code code, String advice) {
    Decision decision = Given.that(Fleets.threeHealthy()).finding(code, "kubo-1").decision();

    assertThat(decision.kind()).isEqualTo(Decision.Kind.LEAVE);
    assertThat(decision.why()).contains(advice);
  }

  @Test
  void aBlindPlaneSaysHowToTellItsOwnFaultFromThatOfTheNodes() {
    Fleets refusing =
        Fleets.threeHealthy()
            .apiLost("kubo-1", Why.REFUSED)
            .apiLost("kubo-2", Why.REFUSED)
            .apiLost("kubo-3", Why.REFUSED);

    assertThat(blind(refusing))
        .contains("ask a node from another machine", "mend the plane's network");
  }

  private static String blind(Fleets fleets) {
    return Given.that(fleets)
        .finding(Given.warn(Code.STEWARD_BLIND, Subject.fleet()))
        .decision()
        .why();
  }

  @Test
  void fewPeersBecauseSiblingsAreLostComeBackWithThem() {
    Given given =
        Given.that(Fleets.threeHealthy().isolated("kubo-1"))
            .finding(Code.PEERS_LOW, "kubo-1")
            .finding(Code.SIBLING_DISCONNECTED, "kubo-1", "kubo-2")
            .finding(Code.SIBLING_DISCONNECTED, "kubo-2", "kubo-3");

    assertThat(given.decision().why())
        .isEqualTo(
            "SIBLING_DISCONNECTED kubo-1>kubo-2 is being mended, and that brings peers back");
  }

  @Test
  void fewPeersBecauseSiblingsAreDownComeBackWithThem() {
    Given given =
        Given.that(Fleets.threeHealthy().down("kubo-2").down("kubo-3"))
            .finding(Code.PEERS_LOW, "kubo-1");

    assertThat(given.decision().why())
        .isEqualTo(
            "siblings of kubo-1 are down (kubo-2, kubo-3), so it has few peers: see the findings"
                + " about them; they find it by themselves when they are back");
    assertThat(given.finding(Code.SIBLING_DISCONNECTED, "kubo-1", "kubo-4").decision().why())
        .endsWith("brings peers back; so does each of these that answers again: kubo-2, kubo-3");
  }

  @Test
  void aSiblingThatIsConnectedAndWhoseRpcAloneIsSilentIsNotMissing() {
    Given given =
        Given.that(Fleets.threeHealthy().apiLost("kubo-2", Why.REFUSED))
            .finding(Code.PEERS_LOW, "kubo-1");

    assertThat(given.decision().why()).startsWith("no sibling of kubo-1 is missing");
  }

  @Test
  void fewPeersWithAllSiblingsThereNeedAPerson() {
    Given given =
        Given.that(Fleets.threeHealthy())
            .finding(Code.PEERS_LOW, "kubo-1")
            .finding(
                Given.cannotTell(
                    Code.SIBLING_DISCONNECTED, Subject.of(Fleets.link("kubo-1", "kubo-2"))));

    assertThat(given.decision().why()).startsWith("no sibling of kubo-1 is missing");
  }

  @Test
  void aNodeThatIsConfiguredToServeNobodyIsToldTheSetting() {
    Given given =
        Given.that(Fleets.threeHealthy().exchanging("kubo-1", false, true))
            .finding(Code.NODE_NOT_SERVING, "kubo-1");

    assertThat(given.decision().why())
        .contains("set it to true (Bitswap.ServerEnabled is false)", "mute this");
  }

  @Test
  void islandsAreJoinedByTheReconnectsOfTheirPairs() {
    Given given =
        Given.that(Fleets.threeHealthy().isolated("kubo-3"))
            .finding(Given.warn(Code.FLEET_PARTITIONED, Subject.fleet()))
            .finding(Code.SIBLING_DISCONNECTED, "kubo-1", "kubo-3");

    assertThat(given.decision().why())
        .isEqualTo("the reconnects of its pairs mend it: kubo-1>kubo-3");
    assertThat(
            Given.that(Fleets.threeHealthy())
                .finding(Given.warn(Code.FLEET_PARTITIONED, Subject.fleet()))
                .decision()
                .why())
        .contains("nobody to dial");
  }

  @Test
  void aStuckCollectionIsNotRetriedAndTheOneThatHoldsTheLockIsNamed() {
    Given given =
        Given.that(
                Fleets.threeHealthy()
                    .running("kubo-1", "repo/gc", Duration.ofMinutes(12))
                    .running("kubo-1", "pin/add", Duration.ofMinutes(40)))
            .finding(Code.GC_STUCK, "kubo-1");

    assertThat(given.decision().why())
        .isEqualTo(
            "a collection is never retried, it would queue behind the same lock: stop the client of"
                + " pin/add, which has been running since 2026-03-02T07:20:00Z (40 min)");
  }

  @Test
  void aStuckCollectionWithoutAKnownHolderSaysWhereToLook() {
    assertThat(Given.that(Fleets.threeHealthy()).finding(Code.GC_STUCK, "kubo-1").decision().why())
        .contains("see in diag/cmds");
  }
}
