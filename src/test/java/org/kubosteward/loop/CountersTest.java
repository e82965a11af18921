package org.kubosteward.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Admission;
import org.kubosteward.access.Surface;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.metrics.Tally.ActionGuard;
import org.kubosteward.metrics.Tally.ActionResult;
import org.kubosteward.metrics.Tally.Answered;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.CollectGarbage;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Plan;

class CountersTest {
  private static final NodeId NODE = new NodeId("default", "kubo-1");
  private static final ActionGuard BUDGET = new ActionGuard(ActionKind.COLLECT_GARBAGE, "budget");
  private static final ActionGuard PAUSED = new ActionGuard(ActionKind.COLLECT_GARBAGE, "paused");

  private final Counters counters = new Counters();

  @Test
  void countsHowTheGateAnsweredWithEveryPairFromTheStart() {
    assertThat(counters.requests())
        .hasSize(Surface.values().length * Admission.values().length)
        .containsEntry(new Answered("console", "cross_site"), 0L);
    counters.counted(Surface.API, Admission.WRONG_TOKEN);
    counters.counted(Surface.API, Admission.WRONG_TOKEN);

    assertThat(counters.requests())
        .containsEntry(new Answered("api", "wrong_token"), 2L)
        .containsEntry(new Answered("console", "wrong_token"), 0L);
  }

  @Test
  void countsAttemptsByWhatTheyBrought() {
    counters.attempted(ActionKind.COLLECT_GARBAGE, Result.DONE);
    counters.attempted(ActionKind.COLLECT_GARBAGE, Result.DONE);
    counters.attempted(ActionKind.COLLECT_GARBAGE, Result.FAILED);

    assertThat(counters.attempts())
        .containsEntry(new ActionResult(ActionKind.COLLECT_GARBAGE, Result.DONE), 2L)
        .containsEntry(new ActionResult(ActionKind.COLLECT_GARBAGE, Result.FAILED), 1L);
  }

  @Test
  void aRefusalThatLastsIsCountedOnce() {
    counters.planned(refusedBy("budget"));
    counters.planned(refusedBy("budget"));

    assertThat(counters.refusals()).containsExactly(Map.entry(BUDGET, 1L));
  }

  @Test
  void aRefusalThatComesBackIsCountedAgain() {
    counters.planned(refusedBy("budget"));
    counters.planned(new Plan(List.of()));
    counters.planned(refusedBy("budget"));

    assertThat(counters.refusals()).containsEntry(BUDGET, 2L);
  }

  @Test
  void anotherGuardIsAnotherRefusal() {
    counters.planned(refusedBy("budget"));
    counters.planned(refusedBy("paused"));

    assertThat(counters.refusals()).containsEntry(BUDGET, 1L).containsEntry(PAUSED, 1L);
  }

  private static Plan refusedBy(String guard) {
    Finding cause =
        new Finding(
            Code.REPO_FULL,
            Subject.of(NODE),
            Level.CRIT,
            Instant.parse("2026-11-23T03:00:00Z"),
            new TreeMap<>());
    return new Plan(
        List.of(new Decision.Refuse(cause, new CollectGarbage(NODE), guard, "because")));
  }
}
