package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.fleet.Question;
import org.kubosteward.fleet.Why;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;

final class WriterRunningTest {
  private final Guard guard = new WriterRunning();
  private final Action collect = Given.collect("kubo-1");

  @ParameterizedTest
  @ValueSource(strings = {"pin/add", "add", "dag/import", "files/write", "tar/add"})
  void refusesToCollectBesideAWrite(String command) {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.running("kubo-1", command, Duration.ofMinutes(7)))
                .veto(guard, collect))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith(command + " has been running on kubo-1 for 7 min;")
                    .contains("stop the client that called it"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"cat", "pin/ls", "swarm/peers", "diag/cmds", "dag/export"})
  void readingDoesNotDisturbACollection(String command) {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.running("kubo-1", command, Duration.ofMinutes(7)))
                .veto(guard, collect))
        .isEmpty();
  }

  @Test
  void aWriteOnAnotherNodeIsNoReason() {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.running("kubo-2", "pin/add", Duration.ofMinutes(7)))
                .veto(guard, collect))
        .isEmpty();
  }

  @Test
  void aWriteIsNoReasonNotToDial() {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.running("kubo-1", "pin/add", Duration.ofMinutes(7)))
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .isEmpty();
  }

  @Test
  void refusesWhenTheNodeDoesNotSayWhatRunsThere() {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.without("kubo-1", Question.COMMANDS, Why.TIMED_OUT))
                .veto(guard, collect))
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .startsWith("kubo-1 does not say what runs on it")
                    .contains("did not finish in time"));
    assertThat(Given.full().fleet(fleet -> fleet.leftBy("kubo-1")).veto(guard, collect))
        .isPresent();
  }

  @Test
  void refusesOnAnOldAnswer() {
    Duration most = RemedyPolicy.shipped().freshFor();

    assertThat(Given.full().later(most).veto(guard, collect)).isEmpty();
    assertThat(Given.full().later(most.plusSeconds(1)).veto(guard, collect))
        .contains("what ran on kubo-1 was asked 16 s ago, and a collection must not meet a write");
  }

  @Test
  void aNodeWhoseClockIsAheadStillGetsASensibleSentence() {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.running("kubo-1", "add", Duration.ofSeconds(-40)))
                .veto(guard, collect))
        .hasValueSatisfying(why -> assertThat(why).contains("for 0 s;"));
  }
}
