package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SparklineTest {
  @Test
  void drawsFromTheLeftEdgeToTheRightWithinItsHeight() {
    assertThat(Sparkline.of(List.of(0.0, 1.0), 1, "").path()).isEqualTo("M0.0 22.0L100.0 2.0");
  }

  @Test
  void leavesAGapWhereAValueIsUnknown() {
    assertThat(Sparkline.of(List.of(1.0, 1.0, -1.0, 1.0, 1.0), 1, "").path())
        .containsPattern("^M.*L.*M.*L.*$");
  }

  @Test
  void doesNotMakeAStormOfNoise() {
    String path = Sparkline.of(List.of(0.500, 0.501), 0.02, "").path();
    double first = Double.parseDouble(path.substring(path.indexOf(' ') + 1, path.indexOf('L')));
    double last = Double.parseDouble(path.substring(path.lastIndexOf(' ') + 1));
    assertThat(first - last).isBetween(0.5, 2.0);
  }

  @Test
  void drawsNothingOfOneValueOrNone() {
    assertThat(Sparkline.of(List.of(), 1, "").path()).isEmpty();
    assertThat(Sparkline.of(List.of(3.0), 1, "").path()).isEmpty();
    assertThat(Sparkline.of(List.of(-1.0, -1.0), 1, "").path()).isEmpty();
  }
}
