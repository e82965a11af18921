package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgoTest {
  private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

  @Test
  void saysHowLongAgoInAUnitThatFits() {
    assertThat(ago(0)).isEqualTo("now");
    assertThat(ago(42)).isEqualTo("42 s ago");
    assertThat(ago(200)).isEqualTo("3 min 20 s ago");
    assertThat(ago(725)).isEqualTo("12 min ago");
    assertThat(ago(7_500)).isEqualTo("2 h 5 min ago");
    assertThat(ago(3 * 86_400 + 5)).isEqualTo("3 d ago");
  }

  @Test
  void saysHowLongUntil() {
    assertThat(ago(-3600)).isEqualTo("in 1 h");
  }

  @Test
  void whatHasHappenedIsNeverAheadWhenTheClockWasSetBack() {
    Ago past = Ago.past(NOW.plusSeconds(1752), NOW);

    assertThat(past.words()).isEqualTo("now");
    assertThat(past.exact()).isEqualTo("2026-11-23T03:29:12Z");
    assertThat(Ago.fine(Duration.ofMillis(-3_594_718))).isEqualTo("0 ms");
    assertThat(Ago.brief(Duration.ofSeconds(-1752))).isEqualTo("0 s");
  }

  @Test
  void keepsTheExactTime() {
    assertThat(Ago.of(NOW.minusMillis(1_500), NOW).exact()).isEqualTo("2026-11-23T02:59:58Z");
    assertThat(Ago.of(NOW.minusSeconds(60), NOW).span()).isEqualTo("1 min");
  }

  @Test
  void saysShortSpansToTheMillisecond() {
    assertThat(Ago.fine(Duration.ofMillis(14))).isEqualTo("14 ms");
    assertThat(Ago.fine(Duration.ofMillis(1_840))).isEqualTo("1.8 s");
    assertThat(Ago.fine(Duration.ofMillis(9_050))).isEqualTo("9.0 s");
    assertThat(Ago.fine(Duration.ofSeconds(95))).isEqualTo("1 min 35 s");
  }

  private static String ago(long seconds) {
    return Ago.of(NOW.minusSeconds(seconds), NOW).words();
  }
}
