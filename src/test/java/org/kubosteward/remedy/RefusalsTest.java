package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.guard.Guards;

final class RefusalsTest {
  private static final Instant NOW = Fleets.START;
  private static final Instant LATE = NOW.plus(Duration.ofMinutes(10));

  private final Finding full = Given.warn(Code.REPO_FULL, Subject.of(Given.id("kubo-1")));
  private final HealthReport report = new HealthReport(NOW, List.of(full), new TreeMap<>());

  @Test
  void aRefusalThatLastsTenMinutesIsAFindingThatNamesTheGuardAndItsReason() {
    Refusals refusals =
        Refusals.none()
            .after(refusedBy("writer-running"), NOW)
            .after(refusedBy("writer-running"), LATE);

    assertThat(refusals.added(report, LATE).findings())
        .filteredOn(finding -> finding.code() == Code.REMEDY_REFUSED)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.level()).isEqualTo(Level.WARN);
              assertThat(told.subject()).isEqualTo(full.subject());
              assertThat(told.since()).isEqualTo(NOW);
              assertThat(told.evidence())
                  .containsEntry("cause", "REPO_FULL")
                  .containsEntry("action", "collect-garbage kubo-1")
                  .containsEntry("guard", "writer-running")
                  .containsEntry("why", "because");
            });
  }

  @Test
  void aSecondShortOfThatItIsNot() {
    Refusals refusals = Refusals.none().after(refusedBy("writer-running"), NOW);

    assertThat(refusals.added(report, LATE.minusSeconds(1))).isEqualTo(report);
  }

  @Test
  void oneRoundWithoutARefusalBeginsAnew() {
    Refusals refusals =
        Refusals.none()
            .after(refusedBy("writer-running"), NOW)
            .after(new Plan(List.of(new Decision.Leave(full, "nothing helps"))), NOW.plusSeconds(9))
            .after(refusedBy("writer-running"), NOW.plusSeconds(18));

    assertThat(refusals.added(report, LATE)).isEqualTo(report);
  }

  @Test
  void anotherGuardIsAnotherRefusal() {
    Refusals refusals =
        Refusals.none()
            .after(refusedBy("writer-running"), NOW)
            .after(refusedBy("budget"), LATE.minusSeconds(1));

    assertThat(refusals.added(report, LATE)).isEqualTo(report);
  }

  @Test
  void whatSomebodyWantedOrTimeLiftsIsNotTold() {
    for (String quiet : List.of("mode", "paused", "too-soon", "in-flight", "round-full")) {
      Refusals refusals =
          Refusals.none().after(refusedBy(quiet), NOW).after(refusedBy(quiet), LATE);

      assertThat(refusals.added(report, LATE)).as(quiet).isEqualTo(report);
    }
  }

  @Test
  void aRefusalWhoseCauseIsGoneIsNotTold() {
    Refusals refusals = Refusals.none().after(refusedBy("budget"), NOW);

    assertThat(refusals.added(HealthReport.empty(LATE), LATE).findings()).isEmpty();
  }

  @Test
  void oneFindingASubjectHoweverManyCauses() {
    NodeId node = Given.id("kubo-1");
    Finding hung = Given.warn(Code.NODE_HUNG, Subject.of(node));
    Plan both =
        new Plan(
            List.of(
                new Decision.Refuse(full, Given.collect("kubo-1"), "budget", "because"),
                new Decision.Refuse(hung, Given.restart("kubo-1"), "budget", "because")));
    Refusals refusals = Refusals.none().after(both, NOW).after(both, LATE);
    HealthReport two = new HealthReport(NOW, List.of(hung, full), new TreeMap<>());

    assertThat(refusals.added(two, LATE).findings())
        .filteredOn(finding -> finding.code() == Code.REMEDY_REFUSED)
        .hasSize(1);
  }

  @Test
  void everyGuardThatIsNotToldIsOneThatSomethingElseTellsOf() {
    assertThat(Guards.all())
        .filteredOn(guard -> !guard.toldWhenItLasts())
        .extracting(Guard::name)
        .containsExactly(
            "not-leader",
            "steward-blind",
            "paused",
            "outside-window",
            "fleet-too-sick",
            "storm-cooldown",
            "shared-identity",
            "not-serving",
            "in-flight",
            "attempts-exhausted",
            "too-soon",
            "round-full",
            "mode");
  }

  private Plan refusedBy(String guard) {
    return new Plan(List.of(new Decision.Refuse(full, Given.collect("kubo-1"), guard, "because")));
  }
}
