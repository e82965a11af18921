package org.kubosteward.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kubosteward.fleet.Version.Minor;

class VersionTest {
  @ParameterizedTest
  @CsvSource({
    "0.43.0, 0, 43",
    "0.43.0-rc1, 0, 43",
    "0.9.1, 0, 9",
    "1.0.0, 1, 0",
    "12.345, 12, 345"
  })
  void readsTheMajorAndMinorNumber(String release, int major, int minor) {
    assertThat(version(release).minor()).isEqualTo(new Minor(major, minor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "dev", "v0.43.0", "43", "0.", "master-abc1234"})
  void aReleaseThatDoesNotParseIsOlderThanAll(String release) {
    assertThat(version(release).minor()).isEqualTo(Minor.UNKNOWN);
    assertThat(version(release).minor()).isLessThan(new Minor(0, 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999.1.0", "0.99999999999.0"})
  void aNumberBeyondReasonIsNoReason(String release) {
    assertThat(version(release).minor()).isEqualTo(Minor.UNKNOWN);
  }

  @Test
  void comparesNumbersAndNotText() {
    assertThat(new Minor(0, 9)).isLessThan(new Minor(0, 43));
    assertThat(new Minor(1, 0)).isGreaterThan(new Minor(0, 43));
    assertThat(new Minor(0, 43)).isEqualByComparingTo(version("0.43.7").minor());
  }

  @Test
  void readsAsPeopleWriteIt() {
    assertThat(new Minor(0, 43)).hasToString("0.43");
  }

  private static Version version(String release) {
    return new Version(release, "18", "amd64/linux");
  }
}
