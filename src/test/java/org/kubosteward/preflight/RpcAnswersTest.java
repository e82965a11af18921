package org.kubosteward.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.fleet.Why;

final class RpcAnswersTest {
  @Test
  void aNodeThatAnswersPassesWithItsVersion() {
    assertThat(Surveys.lines(new RpcAnswers(), Surveys.of(Fleets.threeHealthy())))
        .hasSize(3)
        .allMatch(line -> line.matches("PASS kubo-\\d: kubo 0\\.\\d+\\.\\d+"));
  }

  @ParameterizedTest
  @CsvSource({
    "REFUSED,Addresses.API must name 0.0.0.0",
    "UNRESOLVED,publishNotReadyAddresses",
    "UNREACHABLE,NetworkPolicy",
    "CONNECT_TIMED_OUT,NetworkPolicy",
    "FORBIDDEN,steward.kubernetes.rpc-token-file",
    "NOT_KUBO,the selector and the port",
    "STALLED,restart it",
    "TOO_SLOW,its disk",
    "OFFLINE,without --offline"
  })
  void aNodeThatDoesNotAnswerFailsWithTheFixOfItsCause(Why why, String fix) {
    assertThat(
            Surveys.lines(new RpcAnswers(), Surveys.of(Fleets.threeHealthy().down("kubo-2", why))))
        .filteredOn(line -> line.startsWith("FAIL"))
        .singleElement()
        .asString()
        .startsWith("FAIL kubo-2: ")
        .contains(fix);
  }

  @ParameterizedTest
  @EnumSource
  void everyReasonHasAFix(Why why) {
    assertThat(
            Surveys.lines(new RpcAnswers(), Surveys.of(Fleets.threeHealthy().down("kubo-2", why))))
        .anyMatch(line -> line.startsWith("FAIL kubo-2: ") && line.contains("; "));
  }
}
