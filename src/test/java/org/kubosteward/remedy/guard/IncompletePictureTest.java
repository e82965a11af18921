package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.fleet.Observer;
import org.kubosteward.fleet.Proof.Outcome;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;

final class IncompletePictureTest {
  private final Guard guard = new IncompletePicture();
  private final Action reconnect = Given.reconnect("kubo-1", "kubo-2");
  private final Action refresh = Given.refresh("kubo-2", "kubo-1");

  @ParameterizedTest
  @MethodSource("questionsOfADial")
  void aDialNeedsBothSidesToSayWhoTheyAreAndWhomTheySee(Question<?> question) {
    for (String side : new String[] {"kubo-1", "kubo-2"}) {
      assertThat(
              Given.lost("kubo-1", "kubo-2")
                  .fleet(fleet -> fleet.without(side, question, Why.TIMED_OUT))
                  .veto(guard, reconnect))
          .hasValueSatisfying(
              why ->
                  assertThat(why).startsWith(question.label() + " of " + side + " is not known"));
    }
  }

  @ParameterizedTest
  @MethodSource("questionsOfACollection")
  void aCollectionNeedsToKnowHowFullTheRepositoryIs(Question<?> question) {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.without("kubo-1", question, Why.CUT))
                .veto(guard, Given.collect("kubo-1")))
        .isPresent();
  }

  @Test
  void whatTheActionDoesNotRestOnMayBeMissing() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.without("kubo-1", Question.REPO, Why.TIMED_OUT))
                .fleet(fleet -> fleet.without("kubo-3", Question.SWARM, Why.TIMED_OUT))
                .veto(guard, reconnect))
        .isEmpty();
  }

  @Test
  void readingsOfTwoRoundsAreFreshAndOlderOnesAreNot() {
    Duration most = RemedyPolicy.shipped().freshFor();

    assertThat(Given.lost("kubo-1", "kubo-2").later(most).veto(guard, reconnect)).isEmpty();
    assertThat(Given.lost("kubo-1", "kubo-2").later(most.plusSeconds(1)).veto(guard, reconnect))
        .contains("version of kubo-1 is 16 s old, and nothing is done on what is older than 15 s");
  }

  @Test
  void atASlowPaceReadingsMayBeTwoRoundsOld() {
    RemedyPolicy shipped = RemedyPolicy.shipped();
    Given slow =
        Given.lost("kubo-1", "kubo-2")
            .policy(
                new RemedyPolicy(
                    shipped.ceiling(),
                    shipped.actions(),
                    shipped.verifyWithin(),
                    3,
                    6,
                    Duration.ofSeconds(30)));

    assertThat(slow.later(Duration.ofSeconds(60)).veto(guard, reconnect)).isEmpty();
    assertThat(slow.later(Duration.ofSeconds(61)).veto(guard, reconnect)).isPresent();
  }

  @Test
  void aListOfNodesThatCannotBeTrustedIsNoGroundForAnything() {
    assertThat(
            Given.full()
                .fleet(
                    fleet ->
                        fleet.seenBy(
                            new Observer(
                                Duration.ZERO, Duration.ZERO, 3, "the API server is silent")))
                .veto(guard, Given.collect("kubo-1")))
        .contains("the list of nodes cannot be trusted: the API server is silent");
  }

  @Test
  void aRefreshNeedsACanaryThatFailed() {
    assertThat(Given.blind("kubo-1", "kubo-2").veto(guard, refresh)).isEmpty();
    for (Outcome outcome : new Outcome[] {Outcome.EXCHANGED, Outcome.NOT_TRIED}) {
      assertThat(
              Given.blind("kubo-1", "kubo-2")
                  .fleet(f -> f.proven("kubo-1", "kubo-2", outcome, 1, Duration.ofSeconds(5)))
                  .veto(guard, refresh))
          .contains("the last canary over kubo-1>kubo-2 did not fail");
    }
    assertThat(
            Given.blind("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.neverTried("kubo-1", "kubo-2"))
                .veto(guard, refresh))
        .isPresent();
  }

  @ParameterizedTest(name = "an attempt {0} s ago, a canary 5 s ago")
  @ValueSource(ints = {1, 5})
  void aCanaryFromBeforeTheLastAttemptIsNoNews(int ago) {
    assertThat(
            Given.blind("kubo-1", "kubo-2")
                .tried(refresh, Duration.ofSeconds(ago), Result.DONE, Verification.NOT_CURED)
                .veto(guard, refresh))
        .hasValueSatisfying(
            why -> assertThat(why).contains("kubo-1>kubo-2 is older than attempt #1"));
  }

  @Test
  void aCanaryThatFailedAfterTheLastAttemptIsGroundForTheNext() {
    assertThat(
            Given.blind("kubo-1", "kubo-2")
                .tried(refresh, Duration.ofSeconds(6), Result.DONE, Verification.NOT_CURED)
                .veto(guard, refresh))
        .isEmpty();
  }

  @Test
  void theLatestOfTheAttemptsThatTheCanaryDoesNotTellOfIsNamed() {
    assertThat(
            Given.blind("kubo-1", "kubo-2")
                .tried(refresh, Duration.ofSeconds(4), Result.FAILED, Verification.NOT_CURED)
                .tried(refresh, Duration.ofSeconds(2), Result.FAILED, Verification.NOT_CURED)
                .veto(guard, refresh))
        .hasValueSatisfying(why -> assertThat(why).contains("is older than attempt #2"));
  }

  @Test
  void whatWasTriedOnAnotherPairIsNoMatterOfThisCanary() {
    assertThat(
            Given.blind("kubo-1", "kubo-2")
                .tried(
                    Given.refresh("kubo-3", "kubo-1"),
                    Duration.ofSeconds(1),
                    Result.DONE,
                    Verification.NOT_CURED)
                .veto(guard, refresh))
        .isEmpty();
  }

  @Test
  void anAttemptThatIsNotVerifiedIsLeftToTheGuardOfWhatIsInFlight() {
    Given open =
        Given.blind("kubo-1", "kubo-2")
            .tried(
                Given.lost("kubo-1", "kubo-2").cause().key(),
                reconnect,
                Duration.ofSeconds(1),
                Result.DONE,
                Verification.OPEN);

    assertThat(open.veto(guard, refresh)).isEmpty();
    assertThat(open.decision().guard()).contains("in-flight");
  }

  @Test
  void aFindingThatNamesNoLinkIsNoGroundForARefresh() {
    Given blind = Given.that(Given.blind("kubo-1", "kubo-2").fleet());

    assertThat(blind.finding(Code.LINK_NOT_EXCHANGING, "kubo-2").veto(guard, refresh))
        .contains("the finding names no link that a canary could have crossed");
  }

  @Test
  void onANodeThatLeftTheFleetNothingIsDone() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.leftBy("kubo-2"))
                .veto(guard, reconnect))
        .contains("the fleet has no node kubo-2 any more");
  }

  @Test
  void aRestartNeedsToKnowThePodAndNothingOfTheNode() {
    Action restart = Given.restart("kubo-2");

    assertThat(Given.hung().veto(guard, restart)).isEmpty();
    assertThat(
            Given.hung()
                .fleet(fleet -> fleet.without("kubo-2", Question.POD, Why.UNREACHABLE))
                .veto(guard, restart))
        .contains("pod of kubo-2 is not known: pod: no route to it");
    assertThat(Given.hung().later(Duration.ofSeconds(15)).veto(guard, restart)).isEmpty();
    assertThat(Given.hung().later(Duration.ofSeconds(16)).veto(guard, restart))
        .contains("pod of kubo-2 is 16 s old, and nothing is done on what is older than 15 s");
  }

  @ParameterizedTest
  @MethodSource("questionsOfAVolume")
  void aVolumeGrowsOnlyOnWhatIsKnownOfItsPodAndItsDisk(Question<?> question) {
    assertThat(Given.tight().veto(guard, Given.grow("kubo-1"))).isEmpty();
    assertThat(
            Given.tight()
                .fleet(fleet -> fleet.without("kubo-1", question, Why.TIMED_OUT))
                .veto(guard, Given.grow("kubo-1")))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith(question.label() + " of kubo-1 is not known"));
  }

  private static Stream<Question<?>> questionsOfADial() {
    return Stream.of(Question.VERSION, Question.IDENTITY, Question.SWARM);
  }

  private static Stream<Question<?>> questionsOfACollection() {
    return Stream.of(Question.VERSION, Question.REPO);
  }

  private static Stream<Question<?>> questionsOfAVolume() {
    return Stream.of(Question.POD, Question.DISK);
  }
}
