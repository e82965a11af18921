package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Identities.Borne;
import org.kubosteward.fleet.Identities.Change;

final class IdentitiesTest {
  private static final Duration LATER = Duration.ofMinutes(1);
  private static final Fleets WELL = Fleets.threeHealthy();
  private static final Fleets ANEW = WELL.bearing("kubo-3", "other").after(LATER);

  private final Identities known = Identities.NONE.seen(WELL.picture());

  @Test
  void whoIsSeenForTheFirstTimeHasNotChanged() {
    assertThat(known.byNode()).hasSize(3);
    assertThat(known.byNode().values()).extracting(Borne::change).containsOnly(Optional.empty());
  }

  @Test
  void anotherIdUnderAKnownNameIsAChangeAndStaysOne() {
    Identities changed = known.seen(ANEW.picture());
    Change change = new Change(Fleets.peerId("kubo-3"), Fleets.START.plus(LATER));

    assertThat(borne(changed).change()).contains(change);
    assertThat(borne(changed.seen(ANEW.after(LATER).picture())).change()).contains(change);
  }

  @Test
  void whoBearsTheOldIdAgainHasNothingToTell() {
    Identities back = known.seen(ANEW.picture()).seen(WELL.after(LATER).picture());

    assertThat(borne(back).change()).isEmpty();
  }

  @Test
  void aThirdIdIsAChangeFromTheSecond() {
    Identities third = known.seen(ANEW.picture()).seen(WELL.bearing("kubo-3", "third").picture());

    assertThat(borne(third).change()).map(Change::from).contains("other");
  }

  @Test
  void whoIsSilentOrLeavesIsRemembered() {
    Identities without =
        known
            .seen(WELL.without("kubo-3", Question.IDENTITY, Why.TIMED_OUT).picture())
            .seen(WELL.leftBy("kubo-3").picture());

    assertThat(borne(without.seen(ANEW.picture())).change()).isPresent();
  }

  @Test
  void aRoundWithoutNewsIsTheSame() {
    assertThat(known.seen(WELL.after(LATER).picture())).isSameAs(known);
    assertThat(known.seen(WELL.after(Duration.ofDays(2)).picture())).isNotEqualTo(known);
  }

  private static Borne borne(Identities all) {
    return all.of(Fleets.id("kubo-3")).orElseThrow();
  }
}
