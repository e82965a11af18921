package org.kubosteward.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.fleet.Fleets.id;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Pod;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;

/** Which nodes other processes are told to use. */
class RosterTest {
  private static final Fleets FLEET = Fleets.threeHealthy();

  @Test
  void aHealthyFleetIsAllOfUse() {
    Roster roster = Told.roster(FLEET);

    assertThat(roster.nodes())
        .extracting(RosterNode::name)
        .containsExactly("kubo-1", "kubo-2", "kubo-3");
    assertThat(roster.nodes())
        .allSatisfy(
            node -> {
              assertThat(node.use()).isEqualTo(Use.YES);
              assertThat(node.verdict()).isEqualTo("ok");
              assertThat(node.codes()).isEmpty();
              assertThat(node.why()).isEqualTo("it answers and nothing is found about it");
              assertThat(node.peerId()).contains(Fleets.peerId(node.name()));
              assertThat(node.gateway()).contains(Told.gateway(node.name()));
            });
  }

  @Test
  void ofTwoRoundsInWhichTheSameIsKnownTheRostersAreEqual() {
    Finding slow = Told.node(Code.NODE_SLOW, "kubo-2", Level.WARN);
    Roster before = Told.roster(FLEET, slow);
    Roster after = Told.roster(FLEET.after(Duration.ofMinutes(3)), slow);

    assertThat(after).isEqualTo(before);
    assertThat(RosterText.of(after).tag()).isEqualTo(RosterText.of(before).tag());
  }

  @Test
  void aNodeThatIsDownOrHungIsNotToBeUsed() {
    for (Code code : Set.of(Code.NODE_DOWN, Code.NODE_HUNG)) {
      RosterNode node = one(Told.node(code, "kubo-2", Level.CRIT));

      assertThat(node.use()).as(code.name()).isEqualTo(Use.NO);
      assertThat(node.verdict()).isEqualTo("critical");
      assertThat(node.codes()).containsExactly(code.name());
      assertThat(node.why()).isEqualTo(code.name() + ": " + code.meaning());
    }
  }

  @Test
  void theOthersAreNotTouchedByIt() {
    Roster roster = Told.roster(FLEET, Told.node(Code.NODE_DOWN, "kubo-2", Level.CRIT));

    assertThat(roster.nodes())
        .extracting(RosterNode::use)
        .containsExactly(Use.YES, Use.NO, Use.YES);
  }

  @Test
  void aPlaneThatIsBlindRulesNoNodeOut() {
    Roster roster =
        Told.roster(
            FLEET,
            Told.node(Code.NODE_DOWN, "kubo-2", Level.CRIT),
            Told.finding(Code.STEWARD_BLIND, Subject.fleet(), Level.CRIT));

    assertThat(roster.nodes().get(1).use()).isEqualTo(Use.LAST_RESORT);
  }

  @Test
  void whatCannotBeToldRulesNoNodeOut() {
    RosterNode node = one(Told.node(Code.NODE_DOWN, "kubo-2", Level.CANNOT_TELL));

    assertThat(node.use()).isEqualTo(Use.LAST_RESORT);
    assertThat(node.verdict()).isEqualTo("unknown");
    assertThat(node.why()).startsWith("NODE_DOWN cannot be told: ");
  }

  @Test
  void aSlowOrDoubtfulNodeIsALastResort() {
    assertThat(one(Told.node(Code.NODE_SLOW, "kubo-2", Level.WARN)).use())
        .isEqualTo(Use.LAST_RESORT);
    assertThat(one(Told.node(Code.NODE_IDENTITY_CHANGED, "kubo-2", Level.WARN)).use())
        .isEqualTo(Use.LAST_RESORT);
    assertThat(one(Told.node(Code.NODE_SLOW, "kubo-2", Level.CANNOT_TELL)).use())
        .as("nobody knows whether it is slow")
        .isEqualTo(Use.YES);
  }

  @Test
  void aWarningThatDoesNotHurtReadersCostsTheNodeNothing() {
    RosterNode node = one(Told.node(Code.CLOCK_SKEW, "kubo-2", Level.WARN));

    assertThat(node.use()).isEqualTo(Use.YES);
    assertThat(node.verdict()).isEqualTo("warning");
    assertThat(node.codes()).containsExactly("CLOCK_SKEW");
    assertThat(node.why()).contains("does not keep it from serving");
  }

  @Test
  void everyCodeAtCritMakesItALastResortAtTheLeast() {
    for (Code code : EnumSet.allOf(Code.class)) {
      assertThat(one(Told.node(code, "kubo-2", Level.CRIT)).use())
          .as(code.name())
          .isNotEqualTo(Use.YES);
    }
  }

  @Test
  void aFaultOfALinkShowsAtBothEndsAndRulesNeitherOut() {
    Roster roster =
        Told.roster(
            FLEET,
            Told.finding(
                Code.LINK_NOT_EXCHANGING, Subject.of(Fleets.link("kubo-1", "kubo-3")), Level.CRIT));

    assertThat(roster.nodes())
        .extracting(RosterNode::verdict)
        .containsExactly("critical", "ok", "critical");
    assertThat(roster.nodes()).extracting(RosterNode::use).containsOnly(Use.YES);
  }

  @Test
  void theWorstReasonIsTheOneThatIsTold() {
    RosterNode node =
        one(
            Told.node(Code.REPO_FULL, "kubo-2", Level.CRIT),
            Told.node(Code.NODE_HUNG, "kubo-2", Level.CRIT),
            Told.node(Code.CLOCK_SKEW, "kubo-2", Level.WARN));

    assertThat(node.use()).isEqualTo(Use.NO);
    assertThat(node.why()).startsWith("NODE_HUNG: ");
    assertThat(node.codes()).containsExactly("REPO_FULL", "NODE_HUNG", "CLOCK_SKEW");
  }

  @Test
  void aNodeThatJustFellSilentIsALastResortBeforeItIsAFinding() {
    RosterNode node = Told.roster(FLEET.down("kubo-2")).nodes().get(1);

    assertThat(node.use()).isEqualTo(Use.LAST_RESORT);
    assertThat(node.verdict()).isEqualTo("unknown");
    assertThat(node.why()).isEqualTo("it did not answer in this round");
  }

  @Test
  void aNodeWhosePodIsBeingDeletedIsALastResort() {
    RosterNode node = Told.roster(FLEET.inPods().pod("kubo-2", RosterTest::leaving)).nodes().get(1);

    assertThat(node.use()).isEqualTo(Use.LAST_RESORT);
    assertThat(node.why()).isEqualTo("its pod is being deleted");
  }

  @Test
  void aNodeWithoutAGatewayIsNotToBeUsed() {
    Roster roster = Roster.of(Told.round(FLEET), Map.of(id("kubo-1"), Told.gateway("kubo-1")));

    assertThat(roster.nodes().get(1).gateway()).isEmpty();
    assertThat(roster.nodes().get(1).use()).isEqualTo(Use.NO);
    assertThat(roster.nodes().get(1).why()).isEqualTo("no address of its gateway is known");
  }

  @Test
  void ofManyFindingsOnlyTheWorstAreNamed() {
    Finding[] many =
        Arrays.stream(Code.values())
            .map(code -> Told.node(code, "kubo-2", Level.WARN))
            .toArray(Finding[]::new);

    assertThat(one(many).codes()).hasSize(RosterNode.CODES_MOST);
  }

  @Test
  void itIsAFewKilobytesForAFewNodesAndBoundedForMany() {
    assertThat(RosterText.of(Told.roster(Fleets.healthy(10))).text()).hasSizeLessThan(3_000);
    assertThat(RosterText.of(Told.roster(Fleets.healthy(1_000))).text()).hasSizeLessThan(300_000);
  }

  @Test
  void itIsReadBackFromItsTextWithWhatANewerPlaneAdded() {
    RosterText written =
        RosterText.of(Told.roster(FLEET, Told.node(Code.NODE_DOWN, "kubo-2", Level.CRIT)));

    assertThat(RosterText.read(written.text())).isEqualTo(written);
    RosterText newer =
        RosterText.read(
            written.text().replace("\"use\":\"no\"", "\"use\":\"perhaps\",\"load\":0.7"));
    assertThat(newer.roster().nodes().get(1).use()).isEqualTo(Use.LAST_RESORT);
    assertThat(List.of(newer.tag())).doesNotContain(written.tag());
  }

  private static RosterNode one(Finding... findings) {
    return Told.roster(FLEET, findings).nodes().get(1);
  }

  private static Pod leaving(Pod pod) {
    return new Pod(
        pod.uid(),
        pod.phase(),
        pod.ready(),
        pod.readySince(),
        pod.restarts(),
        pod.waiting(),
        pod.ended(),
        true,
        pod.booting(),
        pod.machine(),
        pod.paused(),
        pod.workload(),
        pod.volume());
  }
}
