package org.kubosteward.ipld;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "0,9223372036854775807,10,0,10",
    "0,10,10,0,10",
    "3,7,10,3,7",
    "3,99,10,3,10",
    "10,20,10,10,10",
    "11,20,10,10,10",
    "7,3,10,7,7",
    "-3,9223372036854775807,10,7,10",
    "-30,9223372036854775807,10,0,10",
    "-3,8,10,7,8",
    "-9223372036854775808,9223372036854775807,10,0,10",
    "0,9223372036854775807,0,0,0",
    "5,6,0,0,0"
  })
  void withinAFileARangeIsNeverBeyondIt(long from, long to, long size, long begin, long end) {
    ByteRange range = new ByteRange(from, to).within(size);
    assertThat(range).isEqualTo(new ByteRange(begin, end));
    assertThat(range.length()).isEqualTo(end - begin).isNotNegative();
  }

  @ParameterizedTest
  @CsvSource({"0,10,10", "1,9,10", "10,0,10", "11,0,10"})
  void theLastBytesAreThoseAtItsEnd(long bytes, long begin, long end) {
    assertThat(ByteRange.last(bytes).within(10)).isEqualTo(new ByteRange(begin, end));
  }
}
