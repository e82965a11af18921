package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Trait;

class SweptActionTest {
  @Test
  void everyActionIsSweptAndNothingElse() {
    // A batch of copies begins what is followed copy by copy: ContentIT ends a plane in the midst.
    assertThat(Stream.of(SweptAction.values()).map(SweptAction::label))
        .as("an action that is not swept may do harm after a crash: give it a place in SweptAction")
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ActionKind.values())
                .filter(kind -> !kind.is(Trait.BEGINS))
                .map(ActionKind::label)
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsDisruptiveForThePlaneIsSoInTheSweep(SweptAction action) {
    assertThat(action.disruptive()).isEqualTo(action.kind().disruptive());
  }
}
