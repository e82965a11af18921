package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;

final class PriorAttemptsTest {
  private final Action collect = Given.collect("kubo-1");

  @Test
  void countsTheOnesInVainSinceTheLastCure() {
    Given given =
        Given.full()
            .tried(collect, Duration.ofMinutes(50), Result.DONE, Verification.NOT_CURED)
            .tried(collect, Duration.ofMinutes(40), Result.DONE, Verification.CURED)
            .tried(collect, Duration.ofMinutes(30), Result.TIMED_OUT, Verification.NOT_CURED)
            .tried(collect, Duration.ofMinutes(20), Result.FAILED, Verification.NOT_CURED);

    assertThat(streak(given).uncured()).isEqualTo(2);
    assertThat(streak(given).last().orElseThrow().id()).isEqualTo(4);
  }

  @Test
  void aLinkThatIsCutAgainSoonWasNotCured() {
    Action dial = Given.reconnect("kubo-1", "kubo-2");
    Given flapping = Given.lost("kubo-1", "kubo-2");
    for (int minutes = 35; minutes > 1; minutes -= 3) {
      flapping = flapping.tried(dial, Duration.ofMinutes(minutes), Result.DONE, Verification.CURED);
    }

    PriorAttempts streak = PriorAttempts.of(flapping.cause(), dial, flapping.situation());
    assertThat(streak.uncured()).isEqualTo(12);
    assertThat(streak.cooldown(RemedyPolicy.Rule.shipped(ActionKind.RECONNECT_PEER)))
        .isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aLinkThatHeldForTenMinutesWasCured() {
    Action dial = Given.reconnect("kubo-1", "kubo-2");
    Given twice =
        Given.lost("kubo-1", "kubo-2")
            .tried(dial, Duration.ofMinutes(30), Result.DONE, Verification.CURED)
            .tried(dial, Duration.ofMinutes(11), Result.DONE, Verification.CURED);

    assertThat(PriorAttempts.of(twice.cause(), dial, twice.situation()).uncured()).isZero();
  }

  @Test
  void whatWasTriedAboutOneBlockOrClaimSaysNothingAboutAnother() {
    Action one = Given.heal("kubo-1", "bafyone");
    Action other = Given.heal("kubo-1", "bafytwo");
    Given given =
        Given.full()
            .tried(one, Duration.ofMinutes(3), Result.FAILED, Verification.NOT_CURED)
            .tried(one, Duration.ofMinutes(1), Result.REFUSED, Verification.NOT_CURED);

    PriorAttempts ofOne = PriorAttempts.of(given.cause(), one, given.situation());
    assertThat(ofOne.inVain()).isEqualTo(1);
    assertThat(ofOne.refused()).isPresent();
    PriorAttempts ofOther = PriorAttempts.of(given.cause(), other, given.situation());
    assertThat(ofOther.inVain()).isZero();
    assertThat(ofOther.last()).isEmpty();
    assertThat(ofOther.refused()).isEmpty();
    assertThat(ofOther.attempts()).as("but all is told").hasSize(2);
  }

  @Test
  void aClaimThatGrowsASecondTimeGoesOnWhereItLeftOff() {
    GrowVolume first = Given.grow("kubo-1");
    Action second =
        new GrowVolume(
            first.target(), first.claim(), first.claimUid(), first.toBytes(), first.toBytes() * 2);
    Given given =
        Given.tight().tried(first, Duration.ofHours(1), Result.DONE, Verification.NOT_CURED);

    assertThat(PriorAttempts.of(given.cause(), second, given.situation()).inVain()).isEqualTo(1);
  }

  @Test
  void anOpenOneIsTheLastButCountsNeitherWay() {
    Given given =
        Given.full()
            .tried(collect, Duration.ofMinutes(30), Result.DONE, Verification.NOT_CURED)
            .tried(collect, Duration.ofMinutes(1), Result.DONE, Verification.OPEN);

    assertThat(streak(given).uncured()).isEqualTo(1);
    assertThat(streak(given).last().orElseThrow().id()).isEqualTo(2);
  }

  @Test
  void aFullRepositoryGoesOnWhereTheNearlyFullOneLeftOff() {
    Given given =
        Given.full()
            .tried(
                new Finding.Key(Code.REPO_NEAR_FULL, Subject.of(Given.id("kubo-1"))),
                collect,
                Duration.ofMinutes(30),
                Result.DONE,
                Verification.NOT_CURED);

    assertThat(streak(given).uncured()).isEqualTo(1);
  }

  @Test
  void twoCalmHoursMakeItANewTrouble() {
    Duration since = Duration.between(Given.SINCE, Fleets.START);
    Given calm =
        Given.full()
            .tried(collect, since.plus(PriorAttempts.CALM), Result.DONE, Verification.NOT_CURED);
    Given restless =
        Given.full()
            .tried(
                collect,
                since.plus(PriorAttempts.CALM).minusSeconds(1),
                Result.DONE,
                Verification.NOT_CURED);

    assertThat(streak(calm).uncured()).isZero();
    assertThat(streak(restless).uncured()).isEqualTo(1);
  }

  @Test
  void aTroubleThatNeverWentAwayIsNeverANewOne() {
    Instant yesterday = Fleets.START.minus(Duration.ofHours(20));
    Finding old =
        new Finding(
            Code.REPO_FULL, Subject.of(Given.id("kubo-1")), Level.WARN, yesterday, new TreeMap<>());
    Given given =
        Given.full()
            .findings(List.of(old))
            .tried(collect, Duration.ofHours(19), Result.DONE, Verification.NOT_CURED);

    assertThat(streak(given).uncured()).isEqualTo(1);
  }

  @Test
  void theCoolDownIsNeverLongerThanItsMaximum() {
    RemedyPolicy.Rule rule =
        new RemedyPolicy.Rule(Mode.AUTO, Duration.ofMinutes(10), Duration.ofHours(4), 3);
    Given given = Given.full();
    for (int n = 0; n < 60; n++) {
      given = given.tried(collect, Duration.ofMinutes(60), Result.DONE, Verification.NOT_CURED);
    }

    assertThat(streak(given).cooldown(rule)).isEqualTo(Duration.ofHours(4));
    assertThat(new PriorAttempts(given.cause(), collect, List.of()).cooldown(rule))
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void ofWhatCanHurtEvenACureMakesTheNextWaitLonger() {
    RemedyPolicy.Rule rule =
        new RemedyPolicy.Rule(Mode.AUTO, Duration.ofMinutes(1), Duration.ofHours(4), 3);
    Action reconnect = Given.reconnect("kubo-1", "kubo-2");
    Given hurting = Given.full();
    Given gentle = Given.lost("kubo-1", "kubo-2");
    for (int n = 3; n > 0; n--) {
      Duration ago = Duration.ofMinutes(15L * n);
      hurting = hurting.tried(collect, ago, Result.DONE, Verification.CURED);
      gentle = gentle.tried(reconnect, ago, Result.DONE, Verification.CURED);
    }
    PriorAttempts dials = PriorAttempts.of(gentle.cause(), reconnect, gentle.situation());

    assertThat(streak(hurting).counted()).isEqualTo(3);
    assertThat(streak(hurting).cooldown(rule)).isEqualTo(Duration.ofMinutes(4));
    assertThat(dials.counted()).isZero();
    assertThat(dials.cooldown(rule)).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void anOpenOneDoesNotYetMakeTheNextWaitLonger() {
    Given given =
        Given.full()
            .tried(collect, Duration.ofMinutes(30), Result.DONE, Verification.NOT_CURED)
            .tried(collect, Duration.ofMinutes(1), Result.DONE, Verification.OPEN);

    assertThat(streak(given).counted()).isEqualTo(1);
  }

  @Test
  void anAttemptThatEndedBeforeItBeganCountsFromItsBeginning() {
    Instant began = Fleets.START.minusSeconds(30);
    Attempt setBack =
        new Attempt(
            1,
            collect,
            Given.full().cause().key(),
            began,
            Optional.of(began.minusSeconds(7)),
            Result.DONE,
            "",
            Verification.NOT_CURED);

    assertThat(setBack.lastAt()).isEqualTo(began);
  }

  @Test
  void aCoolDownOfNothingStaysNothing() {
    RemedyPolicy.Rule rule =
        new RemedyPolicy.Rule(Mode.AUTO, Duration.ZERO, Duration.ofHours(4), 3);
    Given given =
        Given.full()
            .tried(collect, Duration.ofMinutes(30), Result.DONE, Verification.NOT_CURED)
            .tried(collect, Duration.ofMinutes(20), Result.DONE, Verification.NOT_CURED);

    assertThat(streak(given).cooldown(rule)).isZero();
  }

  @Test
  void anAcknowledgementOfAnotherNodeChangesNothing() {
    Given given =
        Given.full()
            .tried(collect, Duration.ofMinutes(30), Result.DONE, Verification.NOT_CURED)
            .asked(
                Given.wish(
                    Intent.Kind.ACKNOWLEDGE,
                    Optional.of("kubo-2"),
                    Optional.empty(),
                    Duration.ofMinutes(1)));

    assertThat(streak(given).uncured()).isEqualTo(1);
  }

  @Test
  void onlyAnAcknowledgementWipesTheSlate() {
    Given tried =
        Given.full().tried(collect, Duration.ofMinutes(30), Result.DONE, Verification.NOT_CURED);

    for (Intent.Kind kind : Intent.Kind.values()) {
      Intent said =
          Given.wish(
              kind,
              Optional.of("kubo-1"),
              Optional.of(ActionKind.COLLECT_GARBAGE),
              Duration.ofMinutes(1));
      assertThat(streak(tried.asked(said)).uncured())
          .as(kind.name())
          .isEqualTo(kind == Intent.Kind.ACKNOWLEDGE ? 0 : 1);
    }
  }

  @Test
  void anAcknowledgementFromTheFutureCountsOnlyOnceItIsPast() {
    Given given =
        Given.full()
            .tried(collect, Duration.ofMinutes(30), Result.DONE, Verification.NOT_CURED)
            .asked(
                Given.wish(
                    Intent.Kind.ACKNOWLEDGE,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofMinutes(-1)));

    assertThat(streak(given).uncured()).isEqualTo(1);
  }

  @Test
  void whatAnotherStepOfTheLadderTriedIsToldAndCountsNeitherWay() {
    Given given =
        Given.tight()
            .tried(
                Given.grow("kubo-1"), Duration.ofMinutes(50), Result.DONE, Verification.NOT_CURED)
            .tried(collect, Duration.ofMinutes(30), Result.DONE, Verification.NOT_CURED)
            .tried(Given.grow("kubo-1"), Duration.ofMinutes(20), Result.DONE, Verification.CURED);

    assertThat(streak(given).attempts()).hasSize(3);
    assertThat(streak(given).uncured()).isEqualTo(1);
    assertThat(streak(given).last().orElseThrow().id()).isEqualTo(2);
    assertThat(streak(given).cooldown(given.policy().rule(ActionKind.COLLECT_GARBAGE)))
        .isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void whatCuredAnotherTroubleAndWasOutlivedByThisOneIsNoCure() {
    Finding.Key full = new Finding.Key(Code.REPO_FULL, Subject.of(Given.id("kubo-1")));
    Duration after = Duration.between(Given.SINCE, Fleets.START).minusSeconds(10);
    Given outlived = Given.tight().tried(full, collect, after, Result.DONE, Verification.CURED);
    Given before =
        Given.tight().tried(full, collect, Duration.ofMinutes(20), Result.DONE, Verification.CURED);

    assertThat(streak(outlived).uncured()).isEqualTo(1);
    assertThat(streak(before).uncured()).isZero();
  }

  private PriorAttempts streak(Given given) {
    return PriorAttempts.of(given.cause(), collect, given.situation());
  }
}
