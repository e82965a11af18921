package org.kubosteward.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Pod;
import org.kubosteward.fleet.Reading;

class SightingsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(15);
  private static final NodeId NODE = Fleets.id("kubo-1");

  private final Sightings sightings = new Sightings();

  @Test
  void atTheFirstLookOfAllATimeIsBelievedUnlessItLiesAhead() {
    assertThat(seen(NOW, "old", NOW.minusSeconds(900))).isEqualTo(NOW.minusSeconds(900));
    assertThat(seen(NOW, "ahead", NOW.plusSeconds(900))).isEqualTo(NOW);
  }

  @Test
  void whatIsNewAtALookBeganAfterTheLookBefore() {
    seen(NOW, "other", NOW);

    assertThat(seen(LATER, "new", NOW.minusSeconds(900))).isEqualTo(NOW);
    assertThat(seen(LATER.plusSeconds(15), "newer", LATER.plusSeconds(3)))
        .as("a time in between is believed")
        .isEqualTo(LATER.plusSeconds(3));
  }

  @Test
  void whatWasSettledStays() {
    seen(NOW, "it", NOW.minusSeconds(60));

    assertThat(seen(LATER, "it", NOW.plusSeconds(5))).isEqualTo(NOW.minusSeconds(60));
  }

  @Test
  void aLookThatWasCutShortProvesNoAbsence() {
    sightings.look(NODE, NOW).end(false);

    assertThat(seen(LATER, "it", NOW.minusSeconds(60))).isEqualTo(NOW.minusSeconds(60));
  }

  @Test
  void aClockOfOursThatStepsBackMakesNothingBeginInTheFuture() {
    seen(LATER, "it", LATER);

    assertThat(seen(NOW, "it", LATER)).isEqualTo(NOW);
    assertThat(seen(NOW, "new", NOW.minusSeconds(3))).isEqualTo(NOW);
  }

  @Test
  void aNodeThatIsForgottenIsLookedAtAnew() {
    seen(NOW, "other", NOW);
    sightings.keepOnly(Set.of());

    assertThat(seen(LATER, "it", NOW.minusSeconds(60))).isEqualTo(NOW.minusSeconds(60));
  }

  @Test
  void aContainerThatEndsIsSeenToEndWhateverTheClockOfItsMachine() {
    Pod healthy = Fleets.healthy(1).inPods().view("kubo-1").pod().value().orElseThrow();
    PodDates dates = new PodDates();
    dates.dated(NODE, Reading.known(healthy, NOW), NOW);
    Instant twentyBehind = LATER.minus(Duration.ofMinutes(20));
    Pod ended =
        healthy.dated(
            Optional.of(twentyBehind),
            Optional.of(new Pod.Ending("Error", 1, Optional.of(twentyBehind))));

    Pod dated = dates.dated(NODE, Reading.known(ended, LATER), LATER).value().orElseThrow();

    assertThat(dated.ended().flatMap(Pod.Ending::at)).contains(NOW);
    assertThat(dated.readySince()).contains(NOW);
  }

  private Instant seen(Instant now, String what, Instant told) {
    Sightings.Look look = sightings.look(NODE, now);
    Instant since = look.since(what, told);
    look.end(true);
    return since;
  }
}
