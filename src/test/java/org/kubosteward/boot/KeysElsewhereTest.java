package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.KeyBook;
import org.kubosteward.journal.KeyRow;

class KeysElsewhereTest {
  private static final KeyBook ELSEWHERE = new KeysElsewhere();
  private static final KeyRow KEY =
      new KeyRow(
          0,
          "ci",
          "digest",
          List.of("read"),
          Instant.EPOCH,
          "ada",
          Optional.empty(),
          Optional.empty());

  static Stream<ThrowingCallable> questions() {
    return Stream.of(
        ELSEWHERE::keys,
        () -> ELSEWHERE.add(KEY),
        () -> ELSEWHERE.remove(1),
        () -> ELSEWHERE.used(1, LocalDate.EPOCH));
  }

  @ParameterizedTest
  @MethodSource("questions")
  void whoAsksAProcessWithoutAPlaneIsToldWhereKeysAre(ThrowingCallable question) {
    assertThatThrownBy(question)
        .isInstanceOf(JournalUnavailable.class)
        .hasMessageContaining("plays no plane");
  }
}
