package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingTest {
  private static final Instant AT = Fleets.START;

  @Test
  void anAnswerIsKnownAndHasItsTime() {
    Reading<String> reading = Reading.known("yes", AT);

    assertThat(reading.known()).isTrue();
    assertThat(reading.value()).contains("yes");
    assertThat(reading.missing()).isEmpty();
    assertThat(reading.at()).isEqualTo(AT);
  }

  @Test
  void noAnswerIsDataAndHasItsReason() {
    Reading<String> reading = Reading.missing(Why.STALLED, "nothing came in 2 s", AT);

    assertThat(reading.known()).isFalse();
    assertThat(reading.value()).isEmpty();
    assertThat(reading.missing()).map(Missing::why).contains(Why.STALLED);
    assertThat(reading.missing()).map(Missing::detail).contains("nothing came in 2 s");
    assertThat(reading.at()).isEqualTo(AT);
  }

  @Test
  void mappingAnAnswerKeepsItsTime() {
    Reading<Integer> mapped = Reading.known("four", AT).map(String::length);

    assertThat(mapped).isEqualTo(Reading.known(4, AT));
  }

  @Test
  void mappingNoAnswerKeepsTheReasonAndDoesNotCallTheFunction() {
    Reading<Integer> mapped =
        Reading.<String>missing(Why.CUT, "cut off", AT)
            .map(
                text -> {
                  throw new AssertionError("called with " + text);
                });

    assertThat(mapped).isEqualTo(Reading.missing(Why.CUT, "cut off", AT));
  }

  @Test
  void aQuestionThatWasNotPutSaysSo() {
    assertThat(Reading.notAsked(AT).missing()).map(Missing::why).contains(Why.NOT_ASKED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Why.class,
      names = {"UNRESOLVED", "UNREACHABLE", "CONNECT_TIMED_OUT", "TIMED_OUT", "NOT_ASKED"})
  void silenceProvesNothing(Why why) {
    assertThat(why.provesReach()).isFalse();
  }

  @Test
  void anythingThatSomebodySentProvesReach() {
    List<Why> proofs = Stream.of(Why.values()).filter(Why::provesReach).toList();

    assertThat(proofs)
        .containsExactly(
            Why.REFUSED,
            Why.STALLED,
            Why.CUT,
            Why.FORBIDDEN,
            Why.NOT_KUBO,
            Why.MALFORMED,
            Why.TOO_LARGE,
            Why.LATE_ERROR,
            Why.REJECTED,
            Why.TOO_SLOW,
            Why.OFFLINE);
  }

  @ParameterizedTest
  @EnumSource(Why.class)
  void everyReasonEndsASentence(Why why) {
    assertThat(why.phrase()).isNotBlank().doesNotEndWith(".");
  }
}
