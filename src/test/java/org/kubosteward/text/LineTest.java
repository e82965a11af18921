package org.kubosteward.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LineTest {
  @Test
  void lineBreaksAndTerminalEscapesAreWrittenOut() {
    assertThat(Line.of("a\nb\r\nc\td\u001b[31me\u0000f\u0085g\u2028h"))
        .isEqualTo("a\\nb\\r\\nc\\td\\u001b[31me\\u0000f\\u0085g\\u2028h");
  }

  @Test
  void whatTurnsTheDirectionOfTextOrIsNotSeenIsWrittenOut() {
    assertThat(Line.of("ok\u202eko\u2066x\u200by\ufeffz"))
        .isEqualTo("ok\\u202eko\\u2066x\\u200by\\ufeffz");
    assertThat(Line.of("half \ud83d")).isEqualTo("half \\ud83d");
    assertThat(Line.of("tag \udb40\udc41")).isEqualTo("tag \\u{e0041}");
  }

  @Test
  void ordinaryTextStaysInEveryLanguage() {
    String text = "Müller \ud83d\ude00 中文 \"why\" 100 % \\n";

    assertThat(Line.of(text)).isSameAs(text);
  }
}
