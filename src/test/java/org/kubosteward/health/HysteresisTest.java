package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.HealthPolicy.Hold;
import org.kubosteward.health.HealthReport.Watch;

class HysteresisTest {
  private static final SortedMap<String, String> FIRST = Evidence.of("n", 1).entries();
  private static final SortedMap<String, String> SECOND = Evidence.of("n", 2).entries();

  @Test
  void opensOnceHeldForRaiseAfterAndNotBefore() {
    Watch first = at(0).present(Optional.empty(), Level.WARN, FIRST);
    Watch second = at(10).present(Optional.of(first), Level.WARN, FIRST);
    Watch third = at(20).present(Optional.of(second), Level.CRIT, SECOND);

    assertThat(first.open()).isFalse();
    assertThat(second.open()).isFalse();
    assertThat(third).isEqualTo(new Watch(time(0), Optional.empty(), true, Level.CRIT, SECOND));
  }

  @Test
  void withNothingToHoldItOpensAtFirstSight() {
    Hysteresis none =
        new Hysteresis(new Hold(Duration.ZERO, Duration.ZERO), time(0), Duration.ZERO);

    assertThat(none.present(Optional.empty(), Level.WARN, FIRST).open()).isTrue();
    assertThat(none.absent(Optional.of(open()))).isEmpty();
  }

  @Test
  void anAbsenceMakesWhatIsOnlyHeldBeginAnew() {
    assertThat(at(10).absent(Optional.of(held()))).isEmpty();
    assertThat(at(10).lingering(Optional.of(held()), Level.WARN, FIRST)).isEmpty();
    assertThat(at(10).absent(Optional.empty())).isEmpty();
  }

  @Test
  void clearsWhenItWasSeenGoneForClearAfter() {
    Watch gone = at(30).absent(Optional.of(open())).orElseThrow();

    assertThat(gone.goneSince()).contains(time(30));
    assertThat(at(39).absent(Optional.of(gone))).isPresent();
    assertThat(at(40).absent(Optional.of(gone))).isEmpty();
  }

  @Test
  void seenAgainItIsTheSameTroubleSinceTheSameTime() {
    Watch gone = at(30).absent(Optional.of(open())).orElseThrow();
    Watch again = at(35).present(Optional.of(gone), Level.CRIT, SECOND);

    assertThat(again.since()).isEqualTo(time(0));
    assertThat(again.goneSince()).isEmpty();
    assertThat(again.open()).isTrue();
  }

  @Test
  void lingeringKeepsAnOpenOneOpenWithWhatIsSeenNow() {
    Watch gone = at(30).absent(Optional.of(open())).orElseThrow();
    Watch lingers = at(35).lingering(Optional.of(gone), Level.WARN, SECOND).orElseThrow();

    assertThat(lingers).isEqualTo(new Watch(time(0), Optional.empty(), true, Level.WARN, SECOND));
  }

  @Test
  void timeInWhichNobodyLooksCountsNeitherWay() {
    Hysteresis blind = new Hysteresis(hold(), time(130), Duration.ofSeconds(100));
    Watch gone = at(30).absent(Optional.of(open())).orElseThrow();
    Watch unseen = blind.unseen(Optional.of(gone)).orElseThrow();
    Watch held = blind.unseen(Optional.of(held())).orElseThrow();

    assertThat(unseen.since()).as("people read it").isEqualTo(time(0));
    assertThat(unseen.goneSince()).contains(time(130));
    assertThat(at(135).absent(Optional.of(unseen))).isPresent();
    assertThat(at(140).absent(Optional.of(unseen))).isEmpty();
    assertThat(at(110).present(Optional.of(held), Level.WARN, FIRST).open()).isFalse();
    assertThat(at(120).present(Optional.of(held), Level.WARN, FIRST).open()).isTrue();
  }

  @Test
  void aClockThatStepsBackLosesNothing() {
    Hysteresis stepped = new Hysteresis(hold(), time(-3600), Duration.ofHours(-1));
    Watch open = stepped.unseen(Optional.of(open())).orElseThrow();

    assertThat(at(-3590).absent(Optional.of(open))).isPresent();
    assertThat(at(-3590).present(Optional.of(open), Level.WARN, FIRST).since()).isEqualTo(time(0));
  }

  @Test
  void theEvidenceOfAWatchCannotBeChangedFromOutside() {
    SortedMap<String, String> mine = new TreeMap<>(FIRST);
    Watch watch = at(0).present(Optional.empty(), Level.WARN, mine);
    mine.put("n", "other");

    assertThat(watch.evidence()).isEqualTo(FIRST);
  }

  private static Watch open() {
    return new Watch(time(0), Optional.empty(), true, Level.WARN, FIRST);
  }

  private static Watch held() {
    return new Watch(time(0), Optional.empty(), false, Level.WARN, FIRST);
  }

  private static Hold hold() {
    return new Hold(Duration.ofSeconds(20), Duration.ofSeconds(10));
  }

  private static Hysteresis at(int second) {
    return new Hysteresis(hold(), time(second), Duration.ofSeconds(10));
  }

  private static Instant time(int second) {
    return Fleets.START.plusSeconds(second);
  }
}
