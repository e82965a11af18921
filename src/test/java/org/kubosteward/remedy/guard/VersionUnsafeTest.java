package org.kubosteward.remedy.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.fleet.Why;
import org.kubosteward.remedy.Given;
import org.kubosteward.remedy.Guard;

final class VersionUnsafeTest {
  private final Guard guard = new VersionUnsafe();

  @ParameterizedTest(name = "{0}: refresh {1}, collect {2}")
  @CsvSource({
    "0.36.0, true, false",
    "0.37.0, false, false",
    "0.40.1, false, false",
    "0.42.0, false, false",
    "0.42.9, false, false",
    "0.43.0, true, true",
    "0.43.0-rc1, true, true",
    "0.44.0-dev, true, true",
    "1.0.0, true, true",
  })
  void someVersionsDoNotSurviveTheCure(String release, boolean refresh, boolean collect) {
    Given given = Given.full().fleet(fleet -> fleet.withVersion("kubo-1", release));

    assertThat(given.veto(guard, Given.refresh("kubo-1", "kubo-2")).isEmpty()).isEqualTo(refresh);
    assertThat(given.veto(guard, Given.collect("kubo-1")).isEmpty()).isEqualTo(collect);
  }

  @Test
  void saysWhatWouldHappenWhereItIsToldAndWhatToDo() {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.withVersion("kubo-1", "0.42.0"))
                .veto(guard, Given.collect("kubo-1")))
        .contains(
            "kubo-1 runs kubo 0.42, and up to 0.42 a collection beside an MFS write can wedge"
                + " files/* until the node is killed (ipfs/kubo#10842, fixed by ipfs/kubo#11386 in"
                + " kubo 0.43): upgrade it");
  }

  @Test
  void bothEndsOfALinkFeelADisconnect() {
    assertThat(
            Given.blind("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.withVersion("kubo-1", "0.41.0"))
                .veto(guard, Given.refresh("kubo-2", "kubo-1")))
        .hasValueSatisfying(why -> assertThat(why).startsWith("kubo-1 runs kubo 0.41,"));
  }

  @Test
  void theVersionOfOtherNodesIsNoReason() {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.withVersion("kubo-2", "0.42.0"))
                .veto(guard, Given.collect("kubo-1")))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev", "", "v0.43.0"})
  void aVersionThatDoesNotParseCountsAsUnsafe(String release) {
    Given given = Given.full().fleet(fleet -> fleet.withVersion("kubo-1", release));

    assertThat(given.veto(guard, Given.collect("kubo-1")))
        .hasValueSatisfying(why -> assertThat(why).contains("unknown version (\"" + release));
    assertThat(given.veto(guard, Given.refresh("kubo-1", "kubo-2"))).isPresent();
  }

  @Test
  void aMissingVersionCountsAsUnsafe() {
    assertThat(
            Given.full()
                .fleet(fleet -> fleet.apiLost("kubo-1", Why.TIMED_OUT))
                .veto(guard, Given.collect("kubo-1")))
        .isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.30.0", "0.42.0", "dev"})
  void aPlainDialHurtsNoVersion(String release) {
    assertThat(
            Given.lost("kubo-1", "kubo-2")
                .fleet(fleet -> fleet.withVersion("kubo-1", release))
                .veto(guard, Given.reconnect("kubo-1", "kubo-2")))
        .isEmpty();
  }
}
