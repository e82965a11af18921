package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kubosteward.metrics.Rounds.id;
import static org.kubosteward.metrics.Scenes.finding;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.RemedyPolicy;

class RemedyFamiliesTest {
  private static final Finding FULL = finding(Code.REPO_FULL, Subject.of(id(1)), Level.CRIT);
  private static final Action COLLECT = new CollectGarbage(id(1));

  @Test
  void tellsWhichGuardRefusesWhichActionAboutWhichFinding() {
    assertThat(text(new Decision.Refuse(FULL, COLLECT, "writer-running", "pin/add runs")))
        .contains(
            "steward_remedy_decision{code=\"REPO_FULL\",namespace=\"ipfs\",node=\"kubo-1\","
                + "decision=\"refuse\",action=\"collect-garbage\",guard=\"writer-running\"} 1\n");
  }

  @Test
  void leavesOutWhatADecisionDoesNotHave() {
    Finding partition = finding(Code.FLEET_PARTITIONED, Subject.fleet(), Level.CRIT);

    assertThat(text(new Decision.Leave(partition, "for people")))
        .contains("steward_remedy_decision{code=\"FLEET_PARTITIONED\",decision=\"leave\"} 1\n");
    assertThat(text(new Decision.Wait(FULL, Rounds.AT, "it is verified")))
        .contains("node=\"kubo-1\",decision=\"wait\"} 1\n");
  }

  @Test
  void countsTwoLinksThatAreDecidedAlikeOnce() {
    Decision act = new Decision.Act(FULL, COLLECT, "it is full");

    assertThat(text(act, act).lines().filter(line -> line.startsWith("steward_remedy_decision{")))
        .hasSize(1);
  }

  @Test
  void countsWhatIsInForceByKindAndNoResumeWhichIsOverAtOnce() {
    Intent pause = wish(Intent.Kind.PAUSE, Rounds.AT.minusSeconds(60));
    Intent mute = wish(Intent.Kind.MUTE, Rounds.AT);

    assertThat(counted(pause, pause, mute))
        .contains("steward_intents{kind=\"pause\"} 2\n", "steward_intents{kind=\"mute\"} 1\n")
        .contains("steward_intents{kind=\"approve\"} 0\n")
        .doesNotContain("resume");
  }

  private static Intent wish(Intent.Kind kind, Instant at) {
    return Intents.asked(
        1,
        kind,
        Optional.empty(),
        Optional.empty(),
        Optional.of(Code.REPO_FULL),
        "ada",
        "moving racks",
        at,
        Optional.empty());
  }

  private static String counted(Intent... intents) {
    Round round = Rounds.round(Rounds.mesh(2), List.of(), intents);
    return Exposition.text(
        new Scrape(Optional.of(round), true, true, Rounds.NOTHING_DONE, Rounds.TURNING).families());
  }

  private static String text(Decision... decisions) {
    Round round =
        new Round(
            Rounds.mesh(2),
            new HealthReport(Rounds.AT, List.of(FULL), new java.util.TreeMap<>()),
            new Plan(List.of(decisions)),
            List.of(),
            RemedyPolicy.shipped(),
            true,
            Duration.ofMillis(100));
    return Exposition.text(
        new Scrape(Optional.of(round), true, true, Rounds.NOTHING_DONE, Rounds.TURNING).families());
  }
}
