package org.kubosteward.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ActionKindTest {
  @ParameterizedTest
  @EnumSource
  void everyKindIsFoundByItsLabel(ActionKind kind) {
    assertThat(ActionKind.of(kind.label())).contains(kind);
  }

  @Test
  void aLabelThatIsNoneNamesNoKind() {
    assertThat(ActionKind.of("RESTART_POD")).isEmpty();
    assertThat(ActionKind.of("")).isEmpty();
  }
}
