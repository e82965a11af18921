package org.kubosteward.gateway.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeHeaderTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=10-19, 10, 20",
    "bytes=90-, 90, 100",
    "bytes=90-5000, 90, 100",
    "bytes=-10, 90, 100",
    "bytes=-5000, 0, 100",
    "bytes = 1 - 2, 1, 3"
  })
  void onePartIsCutToTheFile(String header, long from, long to) {
    assertThat(RangeHeader.of(header, 100)).contains(new RangeHeader(from, to));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes", "bytes=-", "bytes=5-2", "bytes=0-1,5-6", "lines=1-2", "bytes=a-b"})
  void whatIsNoSingleRangeMeansTheWholeFile(String header) {
    assertThat(RangeHeader.of(header, 100)).isEmpty();
    assertThat(RangeHeader.of(null, 100)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=100-", "bytes=100-200", "bytes=-0"})
  void aRangeWithoutAByteOfTheFileIsRefused(String header) {
    assertThatThrownBy(() -> RangeHeader.of(header, 100))
        .isInstanceOfSatisfying(
            NotServed.class, refused -> assertThat(refused.why().status()).isEqualTo(416));
  }

  @Test
  void itSaysWhatItIsOf() {
    RangeHeader part = RangeHeader.of("bytes=10-19", 100).orElseThrow();
    assertThat(part.content(100)).isEqualTo("bytes 10-19/100");
    assertThat(part.length()).isEqualTo(10);
    assertThat(part.bytes().from()).isEqualTo(10);
    assertThat(part.bytes().to()).isEqualTo(20);
  }

  @Test
  void ofAnEmptyFileThereIsNoPart() {
    assertThatThrownBy(() -> RangeHeader.of("bytes=0-", 0)).hasMessage("the file has 0 bytes");
    assertThat(RangeHeader.of(null, 0)).isEmpty();
  }
}
