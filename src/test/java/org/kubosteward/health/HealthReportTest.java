package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.HealthReport.Watch;

final class HealthReportTest {
  private static final Instant EARLIER = Fleets.START.minusSeconds(600);
  private static final Instant NOW = Fleets.START;
  private static final HealthReport NOTHING = HealthReport.empty(NOW);

  @Test
  void whatWasLeftBehindIsGoneOnFromWhenNothingWasSeenYet() {
    HealthReport left = HealthReport.resumed(EARLIER, List.of(recovering(EARLIER)));

    HealthReport joined = left.seenSince(NOTHING);

    assertThat(joined.findings()).containsExactly(recovering(EARLIER));
    assertThat(joined.watches()).isEqualTo(left.watches());
    assertThat(joined.at()).isEqualTo(NOW);
  }

  @Test
  void whatWasSeenSinceIsNotForgottenForARecordThatDoesNotKnowIt() {
    HealthReport seen = HealthReport.resumed(NOW, List.of(recovering(NOW)));

    HealthReport joined = HealthReport.empty(EARLIER).seenSince(seen);

    assertThat(joined.has(Code.FLEET_RECOVERING)).isTrue();
    assertThat(joined.watches()).isEqualTo(seen.watches());
  }

  @Test
  void ofWhatBothFoundTheNewerCountsOnce() {
    HealthReport left = HealthReport.resumed(EARLIER, List.of(recovering(EARLIER)));
    HealthReport seen = HealthReport.resumed(NOW, List.of(recovering(NOW)));

    HealthReport joined = left.seenSince(seen);

    assertThat(joined.findings()).containsExactly(recovering(NOW));
    assertThat(joined.watches()).isEqualTo(seen.watches());
  }

  @Test
  void whatIsOpenOnRecordStaysOpenWhileWeStillWaitToBeSure() {
    HealthReport left = HealthReport.resumed(EARLIER, List.of(recovering(EARLIER)));
    Watch waiting = new Watch(NOW, Optional.empty(), false, Level.WARN, new TreeMap<>());
    HealthReport seen =
        new HealthReport(
            NOW, List.of(), new TreeMap<>(Map.of(recovering(NOW).key(), waiting)), new TreeMap<>());

    HealthReport joined = left.seenSince(seen);

    assertThat(joined.findings()).containsExactly(recovering(EARLIER));
    assertThat(joined.watches()).isEqualTo(left.watches());
  }

  @Test
  void theDoubtsOfBothGoOnAndOfWhatBothDoubtOurs() {
    HealthReport left =
        HealthReport.resumed(EARLIER, List.of(doubt("a", EARLIER), doubt("b", NOW)));
    HealthReport seen = HealthReport.resumed(NOW, List.of(doubt("a", NOW), doubt("c", NOW)));

    HealthReport joined = left.seenSince(seen);

    assertThat(joined.doubts())
        .containsOnlyKeys(doubt("a", NOW).key(), doubt("b", NOW).key(), doubt("c", NOW).key());
    assertThat(joined.doubts().values()).extracting(Watch::since).containsOnly(NOW);
  }

  @Test
  void theWorstOfBothComesFirst() {
    Finding down =
        new Finding(Code.FLEET_MAJORITY_DOWN, Subject.fleet(), Level.CRIT, NOW, new TreeMap<>());
    HealthReport left = HealthReport.resumed(EARLIER, List.of(down));
    HealthReport seen = HealthReport.resumed(NOW, List.of(recovering(NOW)));

    assertThat(left.seenSince(seen).findings()).containsExactly(down, recovering(NOW));
  }

  private static Finding doubt(String node, Instant since) {
    return new Finding(
        Code.GC_STUCK, Subject.of(Fleets.id(node)), Level.CANNOT_TELL, since, new TreeMap<>());
  }

  private static Finding recovering(Instant since) {
    return new Finding(Code.FLEET_RECOVERING, Subject.fleet(), Level.WARN, since, new TreeMap<>());
  }
}
