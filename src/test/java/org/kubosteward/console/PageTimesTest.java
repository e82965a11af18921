package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTimesTest {
  @Test
  void anInstantIsWrittenToTheSecond() {
    assertThat(PageTimes.toSecond(Instant.parse("2026-11-29T21:14:05.123456789Z")))
        .isEqualTo("2026-11-29T21:14:05Z");
    assertThat(PageTimes.toSecond(Instant.parse("1969-12-31T23:59:59.5Z")))
        .isEqualTo("1969-12-31T23:59:59Z");
  }

  @ParameterizedTest
  @ValueSource(strings = {"why.html", "rehearsal.html", "keys.html"})
  void noPageShowsAFractionOfASecond(String page) throws IOException {
    String template =
        Files.readString(Path.of("src/main/resources/templates/console").resolve(page));
    String shown = template.replaceAll("datetime=\"[^\"]*\"", "");
    assertThat(shown).contains(".toSecond}").doesNotContainPattern("\\{[a-z.]+\\.(at|since)}");
    assertThat(shown).doesNotContainPattern("\\{[a-z.]+At(\\.get)?}");
  }
}
