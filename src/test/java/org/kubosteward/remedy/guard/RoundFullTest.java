package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class RoundFullTest {
  private final Guard guard = new RoundFull();
  private final Action reconnect = Given.reconnect("kubo-1", "kubo-2");

  @Test
  void fourGentleActionsAtOnceAreTheMost() {
    assertThat(running(4).veto(guard, reconnect))
        .contains(
            "4 gentle actions are planned or under way, the most at once is 4; this one is looked"
                + " at again next round");
    assertThat(running(3).veto(guard, reconnect)).isEmpty();
  }

  @Test
  void whatHasEndedMakesRoomThoughItIsNotVerified() {
    Given given =
        running(3)
            .tried(
                Given.reconnect("kubo-9", "kubo-8"),
                Duration.ofSeconds(1),
                Result.DONE,
                Verification.OPEN);

    assertThat(given.veto(guard, reconnect)).isEmpty();
  }

  @Test
  void aCollectionTakesNoRoomAndNeedsNone() {
    Given given = running(3).running(Given.collect("kubo-3"), Duration.ofMinutes(2));

    assertThat(given.veto(guard, reconnect)).isEmpty();
    assertThat(running(4).veto(guard, Given.collect("kubo-1"))).isEmpty();
  }

  private static Given running(int actions) {
    Given given = Given.lost("kubo-1", "kubo-2");
    for (int n = 0; n < actions; n++) {
      given = given.running(Given.refresh("kubo-1" + n, "kubo-2" + n), Duration.ofSeconds(2));
    }
    return given;
  }
}
