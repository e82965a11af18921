package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiresInTest {
  @Test
  void readsWhatPeopleWrite() {
    assertThat(ExpiresIn.parse("90s")).contains(Duration.ofSeconds(90));
    assertThat(ExpiresIn.parse(" 15 m ")).contains(Duration.ofMinutes(15));
    assertThat(ExpiresIn.parse("1h")).contains(Duration.ofHours(1));
    assertThat(ExpiresIn.parse("7d")).contains(Duration.ofDays(7));
    assertThat(ExpiresIn.parse("PT30M")).contains(Duration.ofMinutes(30));
  }

  @Test
  void refusesWhatIsNoSpanOrNoTime() {
    assertThat(ExpiresIn.parse("soon")).isEmpty();
    assertThat(ExpiresIn.parse("")).isEmpty();
    assertThat(ExpiresIn.parse("5")).isEmpty();
    assertThat(ExpiresIn.parse("0s")).isEmpty();
    assertThat(ExpiresIn.parse("-1h")).isEmpty();
    assertThat(ExpiresIn.parse("PT-1H")).isEmpty();
    assertThat(ExpiresIn.parse("99999999999999999999h")).isEmpty();
  }
}
