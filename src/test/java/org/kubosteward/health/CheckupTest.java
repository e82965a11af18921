package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.HealthPolicy.Hold;
import org.kubosteward.health.HealthReport.Watch;

/** The time rules, and what a report is made of. */
class CheckupTest {
  private static final Fleets HEALTHY = Fleets.threeHealthy();
  private static final Finding.Key DOWN = key(Code.NODE_DOWN);
  private static final Finding.Key FULL = key(Code.REPO_FULL);

  private Checkup checkup = new Checkup(HealthPolicy.shipped());
  private HealthReport report = HealthReport.empty(Fleets.START);

  @Test
  void aHealthyFleetIsOkFromTheFirstRound() {
    look(0, HEALTHY);

    assertThat(report.status()).isEqualTo(Status.OK);
    assertThat(report.findings()).isEmpty();
    assertThat(report.watches()).isEmpty();
    assertThat(report.doubts()).isEmpty();
    assertThat(report.at()).isEqualTo(Fleets.START);
  }

  @Test
  void aConditionCountsOnceItWasSeenForRaiseAfter() {
    look(0, HEALTHY.down("kubo-2"));
    assertThat(report.findings()).isEmpty();
    assertThat(report.watches().get(DOWN)).extracting(Watch::open).isEqualTo(false);

    look(9, HEALTHY.down("kubo-2"));
    assertThat(report.findings()).isEmpty();

    look(10, HEALTHY.down("kubo-2"));
    assertThat(report.finding(DOWN)).map(Finding::since).contains(time(0));
    assertThat(report.status()).isEqualTo(Status.ERR);
  }

  @Test
  void aBreakMakesAConditionBeginAnew() {
    look(0, HEALTHY.down("kubo-2"));
    look(8, HEALTHY);
    look(12, HEALTHY.down("kubo-2"));
    look(20, HEALTHY.down("kubo-2"));
    assertThat(report.findings()).isEmpty();

    look(22, HEALTHY.down("kubo-2"));
    assertThat(report.finding(DOWN)).map(Finding::since).contains(time(12));
  }

  @Test
  void oneGoodRoundDoesNotCloseAnOpenFinding() {
    look(0, HEALTHY.down("kubo-2"));
    look(10, HEALTHY.down("kubo-2"));
    look(15, HEALTHY);
    look(20, HEALTHY.down("kubo-2"));
    assertThat(report.finding(DOWN)).map(Finding::since).contains(time(0));

    look(30, HEALTHY);
    look(39, HEALTHY);
    assertThat(report.finding(DOWN)).isPresent();
    look(40, HEALTHY);
    assertThat(report.findings()).isEmpty();
    assertThat(report.watches()).isEmpty();
  }

  @Test
  void aNodeThatFlapsInsideTheHoldIsOneFindingAndNotMany() {
    look(0, HEALTHY.down("kubo-2"));
    look(10, HEALTHY.down("kubo-2"));
    for (int second = 15; second < 200; second += 5) {
      look(second, second % 2 == 0 ? HEALTHY.down("kubo-2") : HEALTHY);
      assertThat(report.finding(DOWN)).map(Finding::since).contains(time(0));
    }
  }

  @Test
  void aRatioThatSwingsAboutItsMarkDoesNotFlap() {
    look(0, HEALTHY.withRepoFill("kubo-2", 0.951));
    for (int second = 10; second < 200; second += 10) {
      look(second, HEALTHY.withRepoFill("kubo-2", second % 20 == 0 ? 0.951 : 0.949));
      assertThat(report.finding(FULL)).map(Finding::since).contains(time(0));
    }
    look(200, HEALTHY.withRepoFill("kubo-2", 0.5));
    look(210, HEALTHY.withRepoFill("kubo-2", 0.949));
    look(230, HEALTHY.withRepoFill("kubo-2", 0.5));
    assertThat(report.finding(FULL)).as("in the band again before it cleared").isPresent();
    look(240, HEALTHY.withRepoFill("kubo-2", 0.5));
    assertThat(report.finding(FULL)).isEmpty();
  }

  @Test
  void onlyOneFindingSpeaksAboutTheReachOfANodeThatChangesItsSickness() {
    checkup = new Checkup(held(Code.NODE_HUNG, Duration.ZERO, Duration.ofMinutes(5)));
    look(0, HEALTHY.hung("kubo-2"));
    for (int second = 10; second <= 60; second += 10) {
      look(second, HEALTHY.down("kubo-2"));
      assertThat(report.findings()).hasSize(1);
    }
    assertThat(report.findings().get(0).code()).isEqualTo(Code.NODE_DOWN);
  }

  @Test
  void aNodeThatLeftTheFleetIsForgotten() {
    look(0, HEALTHY.withRepoFill("kubo-2", 0.97).notExchanging("kubo-1", "kubo-2", 2));
    assertThat(report.findings()).hasSize(2);
    look(5, HEALTHY.leftBy("kubo-2"));

    assertThat(report.findings()).isEmpty();
    assertThat(report.watches()).isEmpty();
  }

  @Test
  void afterARestartAFindingKeepsItsTime() {
    look(0, HEALTHY.withRepoFill("kubo-2", 0.97));
    report = HealthReport.resumed(time(300), report.findings());
    look(301, HEALTHY.withRepoFill("kubo-2", 0.96));

    assertThat(report.finding(FULL)).map(Finding::since).contains(time(0));
    assertThat(report.findings()).hasSize(1);
  }

  @Test
  void afterARestartADoubtIsADoubtStill() {
    Fleets untold = HEALTHY.without("kubo-2", Question.DISK, Why.TIMED_OUT);
    for (int second = 0; second <= 20; second += 10) {
      look(second, untold);
    }
    report = HealthReport.resumed(time(30), report.findings());
    look(31, untold);
    assertThat(report.status()).isEqualTo(Status.UNKNOWN);
    assertThat(report.watches()).isEmpty();
  }

  @Test
  void aFindingThatNoCheckMadeIsNotCarriedOn() {
    Finding remedy =
        new Finding(Code.REMEDY_FAILED, Subject.fleet(), Level.CRIT, time(0), new TreeMap<>());
    report = HealthReport.resumed(time(0), List.of(remedy));
    look(10, HEALTHY);

    assertThat(report.findings()).isEmpty();
    assertThat(report.watches()).isEmpty();
  }

  @Test
  void theWorstComesFirst() {
    look(
        0,
        HEALTHY
            .withBootstrap("kubo-1", "kubo-2")
            .withDiskAvailable("kubo-1", 400L << 20)
            .withRepoFill("kubo-3", 0.97)
            .withRepoFill("kubo-2", 0.97)
            .collected("kubo-1", Duration.ofMinutes(1), "a block was not found"));

    assertThat(report.findings())
        .extracting(f -> f.code() + " " + f.subject())
        .containsExactly(
            "REPO_FULL kubo-2",
            "REPO_FULL kubo-3",
            "DISK_NEAR_FULL kubo-1",
            "GC_ABORTED kubo-1",
            "SIBLINGS_IN_BOOTSTRAP kubo-1");
    assertThat(report.findings())
        .isSortedAccordingTo(Comparator.comparing(Finding::level).reversed());
  }

  @Test
  void settingsReplaceTheTimesOfACode() {
    checkup = new Checkup(held(Code.REPO_FULL, Duration.ofMinutes(1), Duration.ofMinutes(2)));
    look(0, HEALTHY.withRepoFill("kubo-2", 0.97));
    assertThat(report.findings()).extracting(Finding::code).containsExactly(Code.REPO_NEAR_FULL);
    look(60, HEALTHY.withRepoFill("kubo-2", 0.97));
    assertThat(report.findings()).extracting(Finding::code).containsExactly(Code.REPO_FULL);
    look(70, HEALTHY);
    look(189, HEALTHY);
    assertThat(report.finding(FULL)).isPresent();
    look(190, HEALTHY);
    assertThat(report.finding(FULL)).isEmpty();
  }

  @Test
  void theSameReportAndPictureGiveTheSameReport() {
    look(0, HEALTHY.down("kubo-2").withRepoFill("kubo-1", 0.9));
    HealthReport before = report;
    look(10, HEALTHY.down("kubo-2").withRepoFill("kubo-1", 0.9));
    HealthReport once = report;
    report = before;
    look(10, HEALTHY.down("kubo-2").withRepoFill("kubo-1", 0.9));

    assertThat(report).isEqualTo(once);
  }

  private void look(int second, Fleets fleet) {
    report =
        checkup.examine(report, new Picture(fleet.after(Duration.ofSeconds(second)).picture()));
  }

  private static HealthPolicy held(Code code, Duration raise, Duration clear) {
    HealthPolicy p = HealthPolicy.shipped();
    return new HealthPolicy(
        p.peersMin(),
        p.repoNearFull(),
        p.repoFull(),
        p.repoClearBelow(),
        p.diskMinBytes(),
        p.diskMinRatio(),
        p.inodesMinRatio(),
        p.gcStuckAfter(),
        p.linkFailures(),
        p.silentOneIn(),
        p.lagMax(),
        p.clockStepMax(),
        p.clockSkewMax(),
        Map.of(code, new Hold(raise, clear)));
  }

  private static Finding.Key key(Code code) {
    return new Finding.Key(code, Subject.of(Fleets.id("kubo-2")));
  }

  private static Instant time(int second) {
    return Fleets.START.plusSeconds(second);
  }
}
