package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;

class ScrapeTest {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final Round ROUND = Rounds.round(Rounds.mesh(3), List.of());

  @Test
  void believesARoundForThreePeriods() {
    String text = text(EVERY.multipliedBy(3), Optional.of(ROUND));

    assertThat(text)
        .contains("steward_node_up{namespace=\"ipfs\",node=\"kubo-0\"} 1")
        .contains("steward_health_status{status=\"OK\"} 1");
  }

  @Test
  void saysNothingOfTheFleetOnceTheLoopStandsStill() {
    String text = text(EVERY.multipliedBy(3).plusMillis(1), Optional.of(ROUND));

    assertThat(text)
        .doesNotContain("steward_node_")
        .contains("steward_health_status{status=\"UNKNOWN\"} 1")
        .contains("steward_rounds_total 42")
        .contains("steward_round_timestamp_seconds 1795435200");
  }

  @Test
  void showsThePlaneBeforeItsFirstRound() {
    assertThat(text(Duration.ofSeconds(2), Optional.empty()))
        .contains("steward_rounds_total 0")
        .contains("steward_health_status{status=\"UNKNOWN\"} 1")
        .doesNotContain("steward_round_timestamp_seconds");
  }

  @Test
  void whoLeadsIsToldAsItIsAtTheScrapeAndNotAsTheLatestRoundFoundIt() {
    assertThat(ROUND.leader()).isTrue();

    String text =
        Exposition.text(
            Scrape.at(
                    new LoopState(Duration.ZERO, false, 7),
                    EVERY,
                    Rounds.journal(Optional.of(ROUND)),
                    Rounds.NOTHING_DONE)
                .families());

    assertThat(text).contains("steward_leader 0").contains("steward_watchdog_beats_total 7");
  }

  private static String text(Duration sinceRound, Optional<Round> latest) {
    return Exposition.text(
        Scrape.at(
                new LoopState(sinceRound, true, 0),
                EVERY,
                Rounds.journal(latest),
                Rounds.NOTHING_DONE)
            .families());
  }
}
