package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;

final class ApprovalMissingTest {
  private static final Duration RECENTLY = Duration.ofSeconds(30);
  private static final Optional<ActionKind> COLLECT = Optional.of(ActionKind.COLLECT_GARBAGE);

  private final Guard guard = new ApprovalMissing();
  private final Action collect = Given.collect("kubo-1");
  private final Given waiting = Given.full().mode(ActionKind.COLLECT_GARBAGE, Mode.APPROVE);

  @Test
  void waitsForAPersonAndSaysWhatToApprove() {
    assertThat(waiting.veto(guard, collect))
        .contains("waits for a person: approve collect-garbage on kubo-1 to have it done");
    assertThat(waiting.decision().guard()).contains("approval");
  }

  @Test
  void anApprovalOfThatActionOnThatNodeLetsItPass() {
    Given approved = waiting.asked(yes(Optional.of("kubo-1"), COLLECT, RECENTLY));

    assertThat(approved.veto(guard, collect)).isEmpty();
    assertThat(approved.decision().kind()).isEqualTo(Decision.Kind.ACT);
  }

  @Test
  void anApprovalOfAnotherNodeOrKindDoesNot() {
    assertThat(
            waiting
                .asked(yes(Optional.of("kubo-2"), COLLECT, RECENTLY))
                .asked(yes(Optional.of("kubo-1"), Optional.of(ActionKind.REFRESH_LINK), RECENTLY))
                .veto(guard, collect))
        .isPresent();
  }

  @Test
  void anApprovalFromBeforeTheFindingWasOfSomethingElse() {
    Duration before = Duration.between(Given.SINCE, Fleets.START);

    assertThat(waiting.asked(yes(Optional.of("kubo-1"), COLLECT, before)).veto(guard, collect))
        .isEmpty();
    assertThat(
            waiting
                .asked(yes(Optional.of("kubo-1"), COLLECT, before.plusSeconds(1)))
                .veto(guard, collect))
        .isPresent();
  }

  @Test
  void anExpiredApprovalIsNone() {
    Intent yes = yes(Optional.of("kubo-1"), COLLECT, RECENTLY);

    assertThat(waiting.asked(Given.expiring(yes, Fleets.START)).veto(guard, collect)).isPresent();
    assertThat(waiting.asked(Given.expiring(yes, Fleets.START.plusSeconds(1))).veto(guard, collect))
        .isEmpty();
  }

  @Test
  void anApprovalFromTheFutureIsNoneUntilItIsPast() {
    Intent yes = yes(Optional.of("kubo-1"), COLLECT, Duration.ofSeconds(-1));

    assertThat(waiting.asked(yes).veto(guard, collect)).isPresent();
    assertThat(
            waiting.asked(yes(Optional.of("kubo-1"), COLLECT, Duration.ZERO)).veto(guard, collect))
        .isEmpty();
  }

  @Test
  void anApprovalIsSpentByOneAttempt() {
    Given spent =
        waiting
            .asked(yes(Optional.of("kubo-1"), COLLECT, RECENTLY))
            .tried(collect, Duration.ofSeconds(20), Result.FAILED, Verification.NOT_CURED);

    assertThat(spent.veto(guard, collect)).isPresent();
    assertThat(
            spent
                .asked(yes(Optional.of("kubo-1"), COLLECT, Duration.ofSeconds(10)))
                .veto(guard, collect))
        .isEmpty();
  }

  @Test
  void anApprovalIsNotSpentByWhatWasDoneElsewhere() {
    Intent yes = yes(Optional.of("kubo-1"), COLLECT, RECENTLY);
    Duration since = Duration.ofSeconds(20);

    assertThat(
            waiting
                .asked(yes)
                .tried(Given.collect("kubo-2"), since, Result.DONE, Verification.CURED)
                .tried(Given.reconnect("kubo-1", "kubo-2"), since, Result.DONE, Verification.CURED)
                .veto(guard, collect))
        .isEmpty();
  }

  @Test
  void whatElseAPersonSaysIsNoApproval() {
    for (Intent.Kind kind : Intent.Kind.values()) {
      assertThat(
              waiting
                  .asked(Given.wish(kind, Optional.of("kubo-1"), COLLECT, RECENTLY))
                  .veto(guard, collect)
                  .isEmpty())
          .as(kind.name())
          .isEqualTo(kind == Intent.Kind.APPROVE);
    }
  }

  @Test
  void twoDifferentPersonsApproveWhereTheSettingAsksForTwo() {
    RemedyPolicy.Rule one = waiting.policy().rule(ActionKind.COLLECT_GARBAGE);
    Given two =
        waiting.rule(
            ActionKind.COLLECT_GARBAGE,
            new RemedyPolicy.Rule(
                one.mode(), one.cooldown(), one.cooldownMax(), one.attempts(), 2));
    Intent ada = yes(Optional.of("kubo-1"), COLLECT, RECENTLY);

    assertThat(two.veto(guard, collect))
        .hasValueSatisfying(why -> assertThat(why).contains("waits for 2 persons"));
    assertThat(two.asked(ada, ada).veto(guard, collect))
        .hasValueSatisfying(
            why -> assertThat(why).contains("ada has approved it, and another person is needed"));
    assertThat(two.asked(ada, by("bob", ada)).veto(guard, collect)).isEmpty();
    assertThat(two.asked(ada, Given.expiring(by("bob", ada), Fleets.START)).veto(guard, collect))
        .isPresent();
  }

  private static Intent by(String author, Intent intent) {
    return Intents.asked(
        2,
        intent.kind(),
        intent.node(),
        intent.action(),
        intent.code(),
        author,
        intent.reason(),
        intent.createdAt(),
        intent.expiresAt());
  }

  @Test
  void inModeAutoNobodyIsAsked() {
    assertThat(Given.full().veto(guard, collect)).isEmpty();
  }

  @Test
  void aCeilingOfApproveHoldsForWhatWouldBeAuto() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .ceiling(Mode.APPROVE)
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .isPresent();
  }

  private static Intent yes(Optional<String> node, Optional<ActionKind> action, Duration ago) {
    return Given.wish(Intent.Kind.APPROVE, node, action, ago);
  }
}
