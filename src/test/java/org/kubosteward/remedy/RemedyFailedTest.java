package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

final class RemedyFailedTest {
  private final Action collect = Given.collect("kubo-1");
  private final Finding.Key failed =
      new Finding.Key(Code.REMEDY_FAILED, Subject.of(Given.id("kubo-1")));

  @Test
  void anExhaustedRemedyIsAFindingOfItsOwn() {
    Finding finding = report(inVain(3)).finding(failed).orElseThrow();

    assertThat(finding.level()).isEqualTo(Level.CRIT);
    assertThat(finding.since()).isEqualTo(Fleets.START.minus(Duration.ofMinutes(30)));
    assertThat(finding.evidence())
        .containsEntry("cause", "REPO_FULL")
        .containsEntry("tried", "3 without a cure that lasted")
        .containsEntry("trouble since", "2026-03-02T07:59:00Z")
        .containsEntry("try 3", "#3 collect-garbage kubo-1 at 2026-03-02T07:29:59Z: DONE");
  }

  @Test
  void attemptsThatAreLeftAreNoFailure() {
    assertThat(report(inVain(2)).findings()).extracting(Finding::code).containsOnly(Code.REPO_FULL);
  }

  @Test
  void theReportStaysInOrderWorstFirst() {
    assertThat(report(inVain(3)).findings())
        .extracting(Finding::code)
        .containsExactly(Code.REMEDY_FAILED, Code.REPO_FULL);
  }

  @Test
  void tellsTheLastFiveOfMany() {
    assertThat(report(inVain(7)).finding(failed).orElseThrow().evidence())
        .containsKeys("try 1", "try 5")
        .doesNotContainKey("try 6")
        .hasEntrySatisfying("try 1", first -> assertThat(first).startsWith("#3 "));
  }

  @Test
  void nothingFailedWhereTheTroubleIsGone() {
    assertThat(report(inVain(3).findings(List.of())).findings()).isEmpty();
  }

  @Test
  void nothingFailedWhereNobodyCanTellWhetherTheTroubleIsThere() {
    Finding doubt = Given.cannotTell(Code.REPO_FULL, Subject.of(Given.id("kubo-1")));

    assertThat(report(inVain(3).findings(List.of(doubt))).findings()).containsExactly(doubt);
  }

  @Test
  void anAcknowledgementEndsIt() {
    Intent acknowledged =
        Given.wish(
            Intent.Kind.ACKNOWLEDGE,
            Optional.of("kubo-1"),
            Optional.empty(),
            Duration.ofSeconds(1));

    assertThat(report(inVain(3).asked(acknowledged)).finding(failed)).isEmpty();
  }

  @Test
  void askedTwiceItAnswersTheSame() {
    HealthReport once = report(inVain(3));

    assertThat(report(inVain(3).findings(once.findings())).findings()).isEqualTo(once.findings());
  }

  @Test
  void keepsTheMemoryOfTheReport() {
    Finding.Key key = new Finding.Key(Code.PEERS_LOW, Subject.of(Given.id("kubo-2")));
    HealthReport.Watch watch =
        new HealthReport.Watch(Given.SINCE, Optional.empty(), false, Level.WARN, new TreeMap<>());
    Given given = inVain(3).watch(key, watch);
    Situation bare = given.situation();
    TreeMap<Finding.Key, HealthReport.Watch> doubts = new TreeMap<>();
    Finding.Key doubt = new Finding.Key(Code.GC_STUCK, Subject.of(Given.id("kubo-3")));
    doubts.put(doubt, watch);
    HealthReport doubtful =
        new HealthReport(given.now(), given.findings(), given.watches(), doubts);

    HealthReport after =
        new RemedyFailed()
            .added(
                new Situation(
                    bare.picture(),
                    doubtful,
                    bare.attempts(),
                    bare.intents(),
                    bare.policy(),
                    true,
                    Optional.empty(),
                    bare.now()));

    assertThat(after.watches()).containsOnlyKeys(key);
    assertThat(after.doubts()).containsOnlyKeys(doubt);
  }

  @Test
  void itsDecisionIsToAskAPerson() {
    Given given = inVain(3);
    Plan plan = given.findings(report(given).findings()).plan();

    assertThat(plan.about(failed).orElseThrow().kind()).isEqualTo(Decision.Kind.LEAVE);
    assertThat(plan.about(given.cause().key()).orElseThrow().guard())
        .contains("attempts-exhausted");
  }

  @Test
  void isToldEvenWhenNobodyKnowsWhereToDialAnyMore() {
    Given given = Given.lost("kubo-1", "kubo-2");
    for (int n = 0; n < 20; n++) {
      given =
          given.tried(
              Given.reconnect("kubo-1", "kubo-2"),
              Duration.ofMinutes(60 - n),
              Result.DONE,
              Verification.NOT_CURED);
    }
    Given gone = given.fleet(fleet -> fleet.leftBy("kubo-1").leftBy("kubo-2"));

    assertThat(Remedies.of(Code.SIBLING_DISCONNECTED).propose(gone.cause(), gone.situation()))
        .as("whichever side it was the turn of")
        .extracting(Proposal::action)
        .isEqualTo(Optional.empty());
    assertThat(report(gone).has(Code.REMEDY_FAILED)).isTrue();
  }

  private Given inVain(int attempts) {
    Given given = Given.full();
    for (int n = 0; n < attempts; n++) {
      given =
          given.tried(
              collect,
              Duration.ofMinutes(30L * (attempts - n) - (attempts > 3 ? 20L * (attempts - n) : 0)),
              Result.DONE,
              Verification.NOT_CURED);
    }
    return given;
  }

  private static HealthReport report(Given given) {
    return new RemedyFailed().added(given.situation());
  }
}
