package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kubosteward.fleet.Preparation.State;
import org.kubosteward.fleet.Preparation.Step;

class PreparationTest {
  private final Preparation begun = Preparation.of(List.of("download", "compile", "start"));

  @Test
  void saysWhichStepHowFarAndWhatComesNext() {
    assertThat(begun.sentence()).isEqualTo("step 1 of 3, download; next: compile");
    Preparation half = begun.at(1, "431 of 1347 packages (31 %)", OptionalInt.of(31));
    assertThat(half.sentence())
        .isEqualTo("step 2 of 3, compile: 431 of 1347 packages (31 %); next: start");
    assertThat(half.now()).map(Step::percent).contains(OptionalInt.of(31));
    assertThat(half.at(2, "", OptionalInt.empty()).sentence()).isEqualTo("step 3 of 3, start");
  }

  @Test
  void countsNothingWhereThereIsButOneStep() {
    assertThat(Preparation.of(List.of("the pods are not listed yet")).sentence())
        .isEqualTo("the pods are not listed yet");
  }

  @Test
  void keepsOfAStepThatIsOverHowLongItTookAndNothingOfHalfWay() {
    Preparation last =
        begun
            .at(0, "done in 24 s", OptionalInt.empty())
            .at(1, "99 of 100 packages (99 %)", OptionalInt.of(99))
            .at(2, "", OptionalInt.empty());
    assertThat(last.steps()).extracting(Step::detail).containsExactly("done in 24 s", "", "");
    assertThat(last.steps())
        .extracting(Step::state)
        .containsExactly(State.DONE, State.DONE, State.NOW);
  }

  @Test
  void isUnderWayUntilItFailsAndThenSaysWhy() {
    assertThat(begun.underWay()).isTrue();
    Preparation failed = begun.failed("no space left on device");
    assertThat(failed.underWay()).isFalse();
    assertThat(failed.sentence()).isEqualTo("no space left on device");
    assertThat(failed.steps())
        .extracting(Step::state)
        .containsExactly(State.FAILED, State.NEXT, State.NEXT);
  }
}
