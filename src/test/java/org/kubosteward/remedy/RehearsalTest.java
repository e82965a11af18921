package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.guard.Guards;

final class RehearsalTest {
  private static final List<String> ALL = Guards.all().stream().map(Guard::name).toList();

  @Test
  void asksEveryGuardAndNotOnlyTheFirstThatRefuses() {
    Given given =
        Given.full()
            .mode(ActionKind.COLLECT_GARBAGE, Mode.PROPOSE)
            .notLeader()
            .asked(pause("kubo-1"))
            .budget(0, 0);
    Rehearsal rehearsal = Rehearsal.of(given.cause(), given.situation());

    assertThat(rehearsal.answers()).extracting(Rehearsal.Answer::guard).isEqualTo(ALL);
    assertThat(rehearsal.refusals().map(Rehearsal.Answer::guard))
        .containsExactly("not-leader", "paused", "budget", "mode");
    assertThat(rehearsal.decision()).isEqualTo(given.decision());
    assertThat(rehearsal.decision().guard()).contains("not-leader");
    assertThat(rehearsal.supposed()).isFalse();
  }

  @Test
  void decidesAsThePlannerDoes() {
    for (Given given :
        List.of(
            Given.full(),
            Given.hung(),
            Given.tight(),
            Given.blind("kubo-1", "kubo-2"),
            Given.full().mode(ActionKind.COLLECT_GARBAGE, Mode.OBSERVE),
            Given.full().running(Given.collect("kubo-1"), Duration.ofSeconds(5)))) {
      Rehearsal rehearsal = Rehearsal.of(given.cause(), given.situation());
      assertThat(rehearsal.decision()).isEqualTo(given.decision());
      assertThat(rehearsal.decision().kind() == Decision.Kind.ACT)
          .isEqualTo(
              rehearsal.refusals().findAny().isEmpty()
                  && rehearsal.decision().kind() != Decision.Kind.WAIT
                  && rehearsal.decision().kind() != Decision.Kind.LEAVE);
    }
  }

  @Test
  void seesWhatIsDoneBeforeInTheSameRound() {
    Given given =
        Given.full()
            .fleet(fleet -> fleet.withRepoFill("kubo-2", 0.97))
            .finding(Code.REPO_FULL, "kubo-2");
    Rehearsal second = Rehearsal.of(given.findings().get(1), given.situation());

    assertThat(second.decision().guard()).contains("in-flight");
    assertThat(second.refusals().map(Rehearsal.Answer::guard)).contains("in-flight");
  }

  @Test
  void findsTheFindingThatAsksForAnAction() {
    Given given = Given.full();
    Rehearsal rehearsal = collectOn("kubo-1", given);

    assertThat(rehearsal.cause()).isEqualTo(given.cause());
    assertThat(rehearsal.supposed()).isFalse();
    assertThat(rehearsal.decision().kind()).isEqualTo(Decision.Kind.ACT);
    assertThat(rehearsal.refusals()).isEmpty();
  }

  @Test
  void supposesACauseWhereNoneAsks() {
    Given healthy = Given.that(Fleets.threeHealthy());
    Rehearsal rehearsal = collectOn("kubo-2", healthy);

    assertThat(rehearsal.supposed()).isTrue();
    assertThat(Rehearsal.causes(ActionKind.COLLECT_GARBAGE)).contains(rehearsal.cause().code());
    assertThat(rehearsal.action()).map(Action::describe).contains("collect-garbage kubo-2");
    assertThat(rehearsal.answers()).hasSize(ALL.size());
    assertThat(rehearsal.decision().guard()).contains("mode");
  }

  @Test
  void rehearsesALinkInBothItsWords() {
    Rehearsal rehearsal =
        Rehearsal.of(
            ActionKind.REFRESH_LINK,
            Given.id("kubo-2"),
            Optional.of(Given.id("kubo-1")),
            Given.blind("kubo-1", "kubo-2").situation());

    assertThat(rehearsal.supposed()).isFalse();
    assertThat(rehearsal.cause().subject()).hasToString("kubo-1>kubo-2");
  }

  @Test
  void aFindingOfAnotherNodeOrOfAnotherTroubleDoesNotAskForIt() {
    assertThat(collectOn("kubo-2", Given.full()).supposed()).isTrue();
    assertThat(
            collectOn("kubo-1", Given.that(Fleets.threeHealthy()).finding(Code.PEERS_LOW, "kubo-1"))
                .supposed())
        .isTrue();
  }

  @Test
  void ofTwoFindingsTheOneCountsWhoseRemedyWantsItNow() {
    Finding aborted =
        new Finding(
            Code.GC_ABORTED,
            Subject.of(Given.id("kubo-1")),
            Level.WARN,
            Given.SINCE,
            Evidence.of("error", "ipld: could not find bafybeihvktkq3ywqd6ppyw2yps5sq37izfe")
                .entries());
    Given given =
        Given.that(Fleets.threeHealthy())
            .finding(aborted)
            .finding(Code.DISK_NEAR_FULL, "kubo-1")
            .mode(ActionKind.COLLECT_GARBAGE, Mode.AUTO);
    Rehearsal collect = collectOn("kubo-1", given);
    Rehearsal heal =
        Rehearsal.of(
            ActionKind.HEAL_BLOCKS, Given.id("kubo-1"), Optional.empty(), given.situation());

    assertThat(collect.cause().code()).isEqualTo(Code.DISK_NEAR_FULL);
    assertThat(collect.action()).contains(Given.collect("kubo-1"));
    assertThat(heal.cause()).isEqualTo(aborted);
  }

  @Test
  void supposesALinkForAnActionBetweenTwo() {
    Rehearsal rehearsal =
        Rehearsal.of(
            ActionKind.RECONNECT_PEER,
            Given.id("kubo-2"),
            Optional.of(Given.id("kubo-1")),
            Given.that(Fleets.threeHealthy()).situation());

    assertThat(rehearsal.supposed()).isTrue();
    assertThat(rehearsal.cause().subject()).hasToString("kubo-1>kubo-2");
    assertThat(rehearsal.action().orElseThrow().nodes())
        .containsExactly(Given.id("kubo-1"), Given.id("kubo-2"));
  }

  @Test
  void saysWhyAnActionCannotBeDoneAtAll() {
    Rehearsal rehearsal =
        Rehearsal.of(
            ActionKind.RESTART_POD,
            Given.id("kubo-1"),
            Optional.empty(),
            Given.that(Fleets.threeHealthy()).situation());

    assertThat(rehearsal.action()).isEmpty();
    assertThat(rehearsal.answers()).isEmpty();
    assertThat(rehearsal.proposal()).contains("knows no pod of kubo-1");
  }

  @Test
  void everyKindOfActionHasACause() {
    assertThat(Stream.of(ActionKind.values()).filter(kind -> Rehearsal.causes(kind).isEmpty()))
        .as("a remedy that proposes this kind must say so in kinds()")
        .isEmpty();
  }

  @Test
  void tellsWhatIsLeft() {
    Given given =
        Given.full()
            .tried(
                Given.collect("kubo-1"),
                Duration.ofMinutes(12),
                Result.DONE,
                Verification.NOT_CURED)
            .tried(
                Given.collect("kubo-1"),
                Duration.ofMinutes(5),
                Result.DONE,
                Verification.NOT_CURED);
    Allowance left = Allowance.of(given.cause(), Given.collect("kubo-1"), given.situation());

    assertThat(left.failed()).isEqualTo(2);
    assertThat(left.attempts()).isEqualTo(3);
    assertThat(left.nextAt()).contains(given.now().plus(Duration.ofMinutes(15)));
    assertThat(left.hour()).isEqualTo(new Allowance.Spent(2, 3));
    assertThat(left.day()).isEqualTo(new Allowance.Spent(2, 6));
    assertThat(
            Allowance.of(
                    given.cause(),
                    Given.collect("kubo-1"),
                    given.later(Duration.ofHours(1)).situation())
                .nextAt())
        .isEmpty();
  }

  private static Rehearsal collectOn(String node, Given given) {
    return Rehearsal.of(
        ActionKind.COLLECT_GARBAGE, Given.id(node), Optional.empty(), given.situation());
  }

  private static Intent pause(String node) {
    return Given.wish(
        Intent.Kind.PAUSE, Optional.of(node), Optional.empty(), Duration.ofMinutes(1));
  }
}
