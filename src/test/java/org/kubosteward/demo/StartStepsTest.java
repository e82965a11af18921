package org.kubosteward.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Preparation;

/** What the lines of lab/get mean for whoever waits. */
class StartStepsTest {
  private static final String COMPILING =
      "lab/get: ipfs 0.43.0: step 2 of 2, compiling: 431 of 1347 packages (31 %), 95 s so far,"
          + " about 3 min 20 s left";

  private final StartSteps steps = new StartSteps(3, false);

  @Test
  void looksForKuboFirstAndDoesNotClaimToBuildIt() {
    assertThat(steps.now().sentence())
        .isEqualTo("step 1 of 3, find kubo; next: start 3 kubo nodes on this machine");
    steps.heard("another lab/get is installing into /cache; waiting for it");
    assertThat(steps.now().steps()).hasSize(3);
  }

  @Test
  void tellsHowFarTheBuildIsAndWhatComesNext() {
    steps.heard("lab/get: building ipfs 0.43.0 with go1.26.8 (first time only, 3 to 6 minutes)");
    steps.heard("lab/get: ipfs 0.43.0: step 1 of 2, downloading modules: done in 24 s");
    assertThat(steps.now().sentence())
        .isEqualTo(
            "step 1 of 4, download kubo's Go modules: done in 24 s; next: compile kubo 0.43.0");
    steps.heard(COMPILING);
    assertThat(steps.now().sentence())
        .isEqualTo(
            "step 2 of 4, compile kubo 0.43.0: 431 of 1347 packages (31 %), 95 s so far, about"
                + " 3 min 20 s left; next: start 3 kubo nodes on this machine");
    assertThat(steps.now().now().map(Preparation.Step::percent)).contains(OptionalInt.of(31));
    assertThat(steps.now().steps().get(0).detail()).isEqualTo("done in 24 s");
    steps.starting();
    assertThat(steps.now().sentence())
        .isEqualTo(
            "step 3 of 4, start 3 kubo nodes on this machine; next: ask every node for the first"
                + " time");
  }

  @Test
  void knowsNoPercentageWhereNoneIsTold() {
    assertThat(line("lab/get: ipfs 0.43.0: step 2 of 2, compiling: linking, 3 min 2 s so far"))
        .isEmpty();
    assertThat(line("lab/get: ipfs 0.43.0: step 1 of 2, downloading modules: 3 of 2 (150 %)"))
        .hasValue(100);
  }

  @Test
  void takesNothingElseForProgress() {
    assertThat(BuildLine.of("go: downloading github.com/ipfs/kubo v0.43.0")).isEmpty();
    assertThat(BuildLine.of("lab/get: ipfs 0.43.0: step 3 of 2, compiling: 1 s so far")).isEmpty();
    assertThat(BuildLine.of("lab/get: ipfs 0.43.0: step 0 of 2, compiling: 1 s so far")).isEmpty();
    assertThat(BuildLine.of("")).isEmpty();
  }

  @Test
  void looksForNothingWhereTheSettingsNameKubo() {
    assertThat(new StartSteps(1, true).now().sentence())
        .isEqualTo(
            "step 1 of 2, start 1 kubo node on this machine; next: ask every node for the"
                + " first time");
  }

  private static OptionalInt line(String line) {
    return BuildLine.of(line).orElseThrow().percent();
  }
}
