package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.plane.FaultTrial.Seen;

class FaultPageTest {
  private static final Fault WELL = Fault.of("healthy", "nothing is wrong", ground -> {});
  private static final List<String> NOTES = List.of("## What people wrote", "", "kept");

  @Test
  void eachRunLeavesWhatTheOtherAndPeopleWrote() {
    List<String> matrix = FaultPage.withMatrix(NOTES, List.of(seen(true, 0)));
    List<String> both = withNegatives(matrix, List.of(seen(true, 0)));

    assertThat(both).containsAll(matrix).contains("## Where nothing is to be done");
    assertThat(withNegatives(both, List.of(seen(true, 0)))).isEqualTo(both);
    assertThat(FaultPage.withMatrix(both, List.of(seen(true, 0)))).isEqualTo(both);
  }

  @Test
  void noneInThreeHundredRunsIsBoundByOneInAHundred() {
    assertThat(withNegatives(NOTES, Collections.nCopies(300, seen(true, 0))))
        .anyMatch(line -> line.contains("300 runs, 0 disruptive calls"))
        .anyMatch(line -> line.contains("at most 3/300 = 1.0 %"));
  }

  @Test
  void whatCouldNotBeHeldIsNoRunAndItsCallsCount() {
    assertThat(withNegatives(NOTES, List.of(seen(true, 0), seen(false, 1))))
        .anyMatch(
            line -> line.contains("1 runs, 1 disruptive calls") && line.contains("no runs: 1 more"))
        .noneMatch(line -> line.contains("rule of three"));
  }

  @Test
  void aControlIsNoRunInWhichNothingWasToBeDone() {
    Seen collected =
        new Seen(FaultList.controls().get(0), "", Duration.ZERO, Duration.ZERO, 1, true, true);

    assertThat(withNegatives(NOTES, List.of(collected, seen(true, 0))))
        .anyMatch(line -> line.contains("1 runs, 0 disruptive calls"))
        .anyMatch(line -> line.startsWith("| control: `full` |") && line.endsWith("| 1 | 1 | 1 |"));
  }

  @Test
  void ofSeveralTrialsTheWorstIsTold() {
    assertThat(FaultPage.row(List.of(seen(true, 0), seen(false, 0)))).contains("**NO**, 1 of 2");
    assertThat(FaultPage.row(List.of(seen(true, 0)))).endsWith("| yes |");
  }

  @Test
  void onlyHarmlessFaultsAreNegativeAndThenEverythingIsAllowed() {
    List<Fault> negatives = FaultList.negatives();

    assertThat(negatives.stream().map(Fault::name))
        .contains("healthy", "slow", "journal-down", "blind", "clock-step", "fleet-unlisted")
        .doesNotContain("full", "flapping", "disk-full", "killed");
    assertThat(negatives).allMatch(fault -> fault.disruptive() == 0 && fault.kubernetes());
    assertThat(
            Stream.of(SweptAction.values())
                .map(action -> "steward.remedy.actions.\"%s\".mode".formatted(action.label())))
        .allSatisfy(
            mode -> assertThat(negatives).allMatch(f -> "auto".equals(f.settings().get(mode))));
  }

  private static List<String> withNegatives(List<String> page, List<Seen> all) {
    return FaultPage.withNegatives(page, all, 1, new DoubleSummaryStatistics());
  }

  private static Seen seen(boolean held, long disruptive) {
    return new Seen(WELL, "nothing", Duration.ZERO, Duration.ZERO, disruptive, held, held);
  }
}
