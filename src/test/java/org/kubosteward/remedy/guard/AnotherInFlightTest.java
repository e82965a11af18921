package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class AnotherInFlightTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Guard guard = new AnotherInFlight();
  private final Action reconnect = Given.reconnect("kubo-1", "kubo-2");
  private final Action collect = Given.collect("kubo-1");

  @Test
  void aPairIsLeftToTheAttemptThatIsOpenOnIt() {
    Given given = Given.lost("kubo-1", "kubo-2");

    assertThat(
            given
                .tried(Given.refresh("kubo-2", "kubo-1"), MINUTE, Result.DONE, Verification.OPEN)
                .veto(guard, reconnect))
        .contains("attempt #1 (refresh-link kubo-2 to kubo-1) is not settled yet");
  }

  @Test
  void aSettledAttemptIsNoReason() {
    for (Verification settled : new Verification[] {Verification.CURED, Verification.NOT_CURED}) {
      assertThat(
              Given.lost("kubo-1", "kubo-2")
                  .tried(Given.refresh("kubo-2", "kubo-1"), MINUTE, Result.DONE, settled)
                  .veto(guard, reconnect))
          .isEmpty();
    }
  }

  @Test
  void anotherPairOfTheSameNodeNeedNotWait() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .running(Given.reconnect("kubo-1", "kubo-3"), MINUTE)
                .veto(guard, reconnect))
        .isEmpty();
  }

  @Test
  void aDialDoesNotWaitForACollection() {
    assertThat(Given.lost("kubo-1", "kubo-2").running(collect, MINUTE).veto(guard, reconnect))
        .isEmpty();
  }

  @Test
  void aCollectionWaitsForWhateverIsOpenOnItsNode() {
    assertThat(
            Given.full()
                .running(cause(), Given.reconnect("kubo-3", "kubo-1"), MINUTE)
                .veto(guard, collect))
        .isPresent();
    assertThat(
            Given.full()
                .running(cause(), Given.reconnect("kubo-3", "kubo-2"), MINUTE)
                .veto(guard, collect))
        .isEmpty();
  }

  @Test
  void oneCollectionInTheFleet() {
    assertThat(
            Given.full()
                .tried(Given.collect("kubo-2"), MINUTE, Result.INTERRUPTED, Verification.OPEN)
                .veto(guard, collect))
        .contains("attempt #1 (collect-garbage kubo-2) is not settled yet");
  }

  @Test
  void aCollectionThatSomebodyElseRunsCountsOnEveryNode() {
    for (String node : new String[] {"kubo-1", "kubo-3"}) {
      assertThat(
              Given.full()
                  .fleet(fleet -> fleet.running(node, "repo/gc", Duration.ofMinutes(3)))
                  .veto(guard, collect))
          .contains("a collection has been running on " + node + " for 3 min");
    }
  }

  @Test
  void aNodeThatCannotSayCountsAsCollecting() {
    assertThat(Given.full().fleet(fleet -> fleet.hung("kubo-3")).veto(guard, collect))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("kubo-3 cannot say whether it runs a collection"));
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.without("kubo-3", Question.COMMANDS, Why.FORBIDDEN))
                .veto(guard, collect))
        .hasValueSatisfying(why -> assertThat(why).contains("refuses our credentials"));
  }

  @Test
  void whereNothingListensNothingCollects() {
    assertThat(Given.full().fleet(fleet -> fleet.down("kubo-3")).veto(guard, collect)).isEmpty();
  }

  @Test
  void whatRunsElsewhereIsNoReasonNotToDial() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.running("kubo-1", "repo/gc", MINUTE).hung("kubo-3"))
                .veto(guard, reconnect))
        .isEmpty();
  }

  @Test
  void aCollectionOfOursThatOutlivedItsTimeIsStillOneInTheFleet() {
    Given wedged =
        Given.hung()
            .fleet(fleet -> fleet.running("kubo-3", "repo/gc", Duration.ofMinutes(40)))
            .tried(
                cause(),
                Given.collect("kubo-3"),
                Duration.ofMinutes(5),
                Result.FAILED,
                Verification.NOT_CURED);

    assertThat(wedged.veto(guard, Given.restart("kubo-2")))
        .hasValueSatisfying(
            why -> assertThat(why).endsWith("is over for us and still runs on kubo-3"));
    assertThat(wedged.veto(guard, Given.grow("kubo-2"))).isPresent();
    assertThat(wedged.veto(guard, Given.restart("kubo-3")))
        .as("the node itself, which a restart frees")
        .isEmpty();
    assertThat(wedged.veto(guard, Given.grow("kubo-3")))
        .as("its own volume, which may fill meanwhile")
        .isEmpty();
    assertThat(wedged.veto(guard, reconnect)).isEmpty();
  }

  @Test
  void aCollectionThatEndedOrIsNobodysIsNoReasonNotToRestart() {
    Given over =
        Given.hung()
            .tried(cause(), Given.collect("kubo-3"), MINUTE, Result.FAILED, Verification.NOT_CURED);
    Given somebodyElse =
        Given.hung().fleet(fleet -> fleet.running("kubo-3", "repo/gc", Duration.ofMinutes(40)));

    assertThat(over.veto(guard, Given.restart("kubo-2"))).isEmpty();
    assertThat(somebodyElse.veto(guard, Given.restart("kubo-2"))).isEmpty();
  }

  @Test
  void aCollectionThatRunsWhereOursWasDoneOrWeDidSomethingElseIsNotOurs() {
    Given collecting =
        Given.hung().fleet(fleet -> fleet.running("kubo-3", "repo/gc", Duration.ofMinutes(40)));
    Given done =
        collecting.tried(
            cause(), Given.collect("kubo-3"), MINUTE, Result.DONE, Verification.NOT_CURED);
    Given dialled =
        collecting.tried(
            cause(),
            Given.reconnect("kubo-3", "kubo-1"),
            MINUTE,
            Result.FAILED,
            Verification.NOT_CURED);

    assertThat(done.veto(guard, Given.restart("kubo-2"))).isEmpty();
    assertThat(dialled.veto(guard, Given.restart("kubo-2"))).isEmpty();
  }

  @Test
  void oneDisruptiveActionInTheFleetWhateverItIs() {
    Action[] all = {Given.restart("kubo-3"), Given.grow("kubo-3"), Given.collect("kubo-3")};
    for (Action open : all) {
      assertThat(Given.hung().running(cause(), open, MINUTE).veto(guard, Given.restart("kubo-2")))
          .isPresent();
      assertThat(Given.full().running(cause(), open, MINUTE).veto(guard, collect)).isPresent();
      assertThat(
              Given.tight()
                  .tried(cause(), open, MINUTE, Result.DONE, Verification.OPEN)
                  .veto(guard, Given.grow("kubo-1")))
          .hasValueSatisfying(why -> assertThat(why).contains("is not settled yet"));
      assertThat(
              Given.tight()
                  .tried(cause(), open, MINUTE, Result.DONE, Verification.NOT_CURED)
                  .veto(guard, Given.grow("kubo-1")))
          .isEmpty();
    }
  }

  @Test
  void aRestartWaitsForAGentleActionOnItsNodeAndForNoOther() {
    Action restart = Given.restart("kubo-2");

    assertThat(
            Given.hung()
                .running(cause(), Given.reconnect("kubo-1", "kubo-2"), MINUTE)
                .veto(guard, restart))
        .isPresent();
    assertThat(
            Given.hung()
                .running(cause(), Given.reconnect("kubo-1", "kubo-3"), MINUTE)
                .veto(guard, restart))
        .isEmpty();
  }

  @Test
  void aRestartDoesNotWaitForADialThatHasEnded() {
    Given dialled =
        Given.hung()
            .tried(
                cause(),
                Given.reconnect("kubo-1", "kubo-2"),
                MINUTE,
                Result.TIMED_OUT,
                Verification.OPEN);

    assertThat(dialled.veto(guard, Given.restart("kubo-2"))).isEmpty();
    assertThat(dialled.veto(guard, Given.grow("kubo-2"))).isPresent();
    assertThat(dialled.veto(guard, Given.collect("kubo-2"))).isPresent();
  }

  @Test
  void aRestartWaitsForAnotherThatHasEndedAndIsNotVerified() {
    assertThat(
            Given.hung()
                .tried(
                    cause(), Given.restart("kubo-3"), MINUTE, Result.TIMED_OUT, Verification.OPEN)
                .veto(guard, Given.restart("kubo-2")))
        .contains("attempt #1 (restart-pod kubo-3) is not settled yet");
  }

  @Test
  void blocksAreFetchedBesideOtherBlocksAndNotTwiceAtOnce() {
    Given healing =
        Given.full().running(cause(), Given.heal("kubo-1", "bafyone", "bafytwo"), MINUTE);

    assertThat(healing.veto(guard, Given.heal("kubo-1", "bafytwo", "bafyone")))
        .contains("attempt #1 (heal-blocks kubo-1 (bafyone, bafytwo)) is not settled yet");
    assertThat(healing.veto(guard, Given.heal("kubo-1", "bafythree"))).isEmpty();
    assertThat(healing.veto(guard, collect)).as("a collection of that node").isPresent();
    assertThat(
            Given.full().running(cause(), collect, MINUTE).veto(guard, Given.heal("kubo-1", "b")))
        .as("nor is anything fetched into one")
        .isPresent();
  }

  @Test
  void aDialDoesNotWaitForARestart() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .running(Given.restart("kubo-3"), MINUTE)
                .veto(guard, reconnect))
        .isEmpty();
  }

  private static Finding.Key cause() {
    return new Finding.Key(Code.SIBLING_DISCONNECTED, Subject.of(Fleets.link("kubo-1", "kubo-3")));
  }
}
