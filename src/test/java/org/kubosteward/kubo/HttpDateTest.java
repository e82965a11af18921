package org.kubosteward.kubo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HttpDateTest {
  private static final String DATE = "Mon, 23 Nov 2026 16:10:50 GMT";

  @Test
  void theSameDateIsTheSameMomentAndAnotherIsAnother() {
    Instant told = Instant.parse("2026-11-23T16:10:50Z");
    assertThat(HttpDate.read(DATE)).contains(told);
    assertThat(HttpDate.read(DATE)).contains(told);
    assertThat(HttpDate.read(DATE.replace(":50 ", ":51 "))).contains(told.plusSeconds(1));
    assertThat(HttpDate.read(DATE)).contains(told);
  }

  @Test
  void whatIsNoDateTellsNothing() {
    assertThat(HttpDate.read(null)).isEmpty();
    assertThat(HttpDate.read("")).isEmpty();
    assertThat(HttpDate.read("soon")).isEmpty();
    assertThat(HttpDate.read("soon")).isEmpty();
    assertThat(HttpDate.read(DATE)).isPresent();
  }
}
