package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;

/** What the checkup makes of rounds in which nobody could look. */
class FreezingTest {
  private static final Fleets HEALTHY = Fleets.threeHealthy();
  private static final Finding.Key DOWN = key(Code.NODE_DOWN);
  private static final Finding.Key FULL = key(Code.REPO_FULL);
  private static final Finding.Key PEERS = key(Code.PEERS_LOW);

  private final Checkup checkup = new Checkup(HealthPolicy.shipped());
  private HealthReport report = HealthReport.empty(Fleets.START);

  @Test
  void aMissingFactFreezesAnOpenFindingWhichSaysSo() {
    look(0, HEALTHY.withRepoFill("kubo-2", 0.97));
    for (int second = 10; second <= 300; second += 10) {
      look(second, HEALTHY.without("kubo-2", Question.REPO, Why.TIMED_OUT));
    }
    Finding stale = report.finding(FULL).orElseThrow();

    assertThat(stale.stale()).isTrue();
    assertThat(stale.level()).isEqualTo(Level.CRIT);
    assertThat(stale.evidence()).containsEntry("fill", "97 %");
    assertThat(stale.evidence().get(Finding.STALE)).contains("did not finish in time");

    look(310, HEALTHY);
    assertThat(report.finding(FULL)).as("one look is not clear-after").isPresent();
    assertThat(report.finding(FULL).orElseThrow().stale()).isFalse();
    look(320, HEALTHY);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void aMissingFactNeverOpensAnythingButADoubt() {
    for (int second = 0; second <= 60; second += 10) {
      look(second, HEALTHY.without("kubo-2", Question.REPO, Why.TIMED_OUT));
    }
    assertThat(report.findings()).extracting(Finding::level).containsOnly(Level.CANNOT_TELL);
    assertThat(report.status()).isEqualTo(Status.UNKNOWN);
    assertThat(report.has(Code.REPO_NEAR_FULL)).isFalse();
  }

  @Test
  void aDoubtMustLastToCountAndGoesWithTheFact() {
    look(0, HEALTHY.without("kubo-2", Question.DISK, Why.TIMED_OUT));
    look(10, HEALTHY.without("kubo-2", Question.DISK, Why.TIMED_OUT));
    assertThat(report.status()).isEqualTo(Status.OK);
    look(20, HEALTHY.without("kubo-2", Question.DISK, Why.TIMED_OUT));
    assertThat(report.status()).isEqualTo(Status.UNKNOWN);

    look(30, HEALTHY);
    look(60, HEALTHY);
    assertThat(report.status()).isEqualTo(Status.OK);
    assertThat(report.doubts()).isEmpty();
  }

  @Test
  void aFactThatWasNeverAskedForIsNoDoubt() {
    for (int second = 0; second <= 60; second += 10) {
      look(second, HEALTHY.without("kubo-2", Question.BOOTSTRAP, Why.NOT_ASKED));
    }
    assertThat(report.status()).isEqualTo(Status.OK);
  }

  @Test
  void aFactThatIsNotAskedForAnyMoreClosesNothing() {
    look(0, HEALTHY.withRepoFill("kubo-2", 0.97));
    for (int second = 10; second <= 300; second += 10) {
      look(second, HEALTHY.without("kubo-2", Question.REPO, Why.NOT_ASKED));
    }
    assertThat(report.finding(FULL).orElseThrow().evidence())
        .containsEntry(Finding.STALE, "not asked in this round");
  }

  @Test
  void anOpenDoubtOutlivesASilence() {
    Fleets untold = HEALTHY.without("kubo-2", Question.DISK, Why.TIMED_OUT);
    for (int second = 0; second <= 20; second += 10) {
      look(second, untold);
    }
    look(25, untold.down("kubo-2"));
    look(30, untold);

    assertThat(report.finding(key(Code.DISK_NEAR_FULL)))
        .hasValueSatisfying(doubt -> assertThat(doubt.since()).isEqualTo(time(0)));
  }

  @Test
  void troubleSeenBetweenMissingFactsStillAddsUp() {
    Fleets alone = HEALTHY.withStrangers("kubo-2", 0).isolated("kubo-2");
    Fleets unseen = HEALTHY.without("kubo-2", Question.SWARM, Why.TIMED_OUT);
    look(0, alone);
    look(10, unseen);
    look(20, alone);
    assertThat(report.finding(PEERS)).as("10 s of 20 s were seen").isEmpty();
    look(30, alone);
    assertThat(report.finding(PEERS)).map(Finding::level).contains(Level.CRIT);
  }

  @Test
  void doubtGivesWayToTroubleWithoutAGap() {
    Fleets untold =
        HEALTHY
            .apiLost("kubo-2", Why.CONNECT_TIMED_OUT)
            .lastAnswered("kubo-2", Duration.ofSeconds(10));
    for (int second = 0; second <= 30; second += 5) {
      look(second, untold);
    }
    assertThat(report.status()).isEqualTo(Status.UNKNOWN);
    for (int second = 35; second <= 60; second += 5) {
      look(second, HEALTHY.down("kubo-2", Why.CONNECT_TIMED_OUT));
      assertThat(report.status()).isNotEqualTo(Status.OK);
      assertThat(report.findings()).extracting(Finding::key).containsExactly(DOWN);
    }
    assertThat(report.finding(DOWN)).map(Finding::level).contains(Level.CRIT);
  }

  @Test
  void aSilentNodeSpeaksThroughItsReachAlone() {
    Fleets sick = HEALTHY.withRepoFill("kubo-2", 0.97).withBootstrap("kubo-2", "kubo-1");
    look(0, sick);
    look(10, sick.down("kubo-2"));
    assertThat(report.findings())
        .as("until it counts as down, what was known stands")
        .extracting(Finding::code)
        .containsExactly(Code.REPO_FULL, Code.SIBLINGS_IN_BOOTSTRAP);
    assertThat(report.findings()).allMatch(Finding::stale);

    look(20, sick.down("kubo-2"));
    assertThat(report.findings()).extracting(Finding::key).containsExactly(DOWN);
    assertThat(report.watches()).containsKey(FULL);

    look(400, sick);
    look(410, sick);
    assertThat(report.finding(FULL)).map(Finding::since).contains(time(0));
    assertThat(report.finding(DOWN)).isEmpty();
  }

  @Test
  void aLinkRestsWhileEitherOfItsNodesIsSilent() {
    Fleets broken = HEALTHY.notExchanging("kubo-1", "kubo-2", 3);
    look(0, broken);
    assertThat(report.has(Code.LINK_NOT_EXCHANGING)).isTrue();

    look(10, broken.down("kubo-1"));
    look(20, broken.down("kubo-1"));
    assertThat(report.findings()).extracting(Finding::code).containsExactly(Code.NODE_DOWN);
    look(30, broken);
    assertThat(report.has(Code.LINK_NOT_EXCHANGING)).isTrue();
  }

  @Test
  void whatWasNotOpenYetBeginsAnewAfterASilence() {
    look(0, HEALTHY.isolated("kubo-2"));
    look(10, HEALTHY.down("kubo-2"));
    assertThat(report.watches()).doesNotContainKey(PEERS);
    look(15, HEALTHY.isolated("kubo-2"));
    look(30, HEALTHY.isolated("kubo-2"));
    assertThat(report.finding(PEERS)).isEmpty();
    look(35, HEALTHY.isolated("kubo-2"));
    assertThat(report.finding(PEERS)).map(Finding::since).contains(time(15));
  }

  @Test
  void aDoubtAboutItsReachHidesNothingOfANode() {
    Fleets untold =
        HEALTHY
            .apiLost("kubo-2", Why.CONNECT_TIMED_OUT)
            .lastAnswered("kubo-2", Duration.ofSeconds(10));
    look(0, HEALTHY.withRepoFill("kubo-2", 0.97));
    look(10, untold);
    look(30, untold);

    assertThat(report.findings())
        .extracting(Finding::code)
        .containsExactly(Code.REPO_FULL, Code.NODE_DOWN);
    assertThat(report.finding(DOWN)).map(Finding::level).contains(Level.CANNOT_TELL);
    assertThat(report.status()).isEqualTo(Status.ERR);
  }

  @Test
  void whatWasNotOpenYetIsForgottenUnderADoubtThatOpened() {
    Fleets unseen = HEALTHY.without("kubo-2", Question.SWARM, Why.TIMED_OUT);
    look(0, HEALTHY.isolated("kubo-2"));
    look(10, unseen);
    assertThat(report.watches()).containsKey(PEERS);
    look(30, unseen);

    assertThat(report.finding(PEERS)).map(Finding::level).contains(Level.CANNOT_TELL);
    assertThat(report.watches()).doesNotContainKey(PEERS);
  }

  @Test
  void blindnessFreezesEverythingAndIsAnError() {
    look(0, HEALTHY.withRepoFill("kubo-2", 0.97));
    Observer lost = new Observer(Duration.ZERO, Duration.ZERO, 0, "the API server does not answer");
    for (int second = 10; second <= 600; second += 10) {
      look(second, Fleets.healthy(0).seenBy(lost));
    }
    assertThat(report.status()).isEqualTo(Status.ERR);
    assertThat(report.findings())
        .extracting(Finding::code)
        .containsExactly(Code.REPO_FULL, Code.STEWARD_BLIND);
    assertThat(report.findings().get(0).stale()).isTrue();

    look(610, HEALTHY);
    look(620, HEALTHY);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void blindnessOpensNothing() {
    Observer late = new Observer(Duration.ofMinutes(5), Duration.ZERO, 3, "");
    look(0, HEALTHY);
    for (int second = 10; second <= 60; second += 10) {
      look(second, HEALTHY.down("kubo-1").down("kubo-2").seenBy(late));
    }
    assertThat(report.findings()).extracting(Finding::code).containsExactly(Code.STEWARD_BLIND);
    assertThat(report.watches())
        .containsOnlyKeys(new Finding.Key(Code.STEWARD_BLIND, Subject.fleet()));
  }

  @Test
  void aClockThatStepsNeitherOpensNorCloses() {
    look(0, HEALTHY.withRepoFill("kubo-2", 0.97));
    look(5, HEALTHY.withRepoFill("kubo-2", 0.97).down("kubo-3"));
    Observer stepped = new Observer(Duration.ZERO, Duration.ofHours(1), 3, "");
    look(3610, HEALTHY.down("kubo-3").seenBy(stepped));
    look(3615, HEALTHY.down("kubo-3"));

    assertThat(report.finding(FULL)).isPresent();
    assertThat(report.has(Code.NODE_DOWN)).as("seen for 5 s only").isFalse();
  }

  private void look(int second, Fleets fleet) {
    report =
        checkup.examine(report, new Picture(fleet.after(Duration.ofSeconds(second)).picture()));
  }

  private static Finding.Key key(Code code) {
    return new Finding.Key(code, Subject.of(Fleets.id("kubo-2")));
  }

  private static Instant time(int second) {
    return Fleets.START.plusSeconds(second);
  }
}
