package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.kubosteward.text.Secrets;

class PlainLogTest {
  private static final String FORGED =
      "racks\n2026-11-29 ERROR [steward.action] all data lost\u001b[2J";

  @Test
  void whatSomebodyElseWroteStaysOnItsLine() {
    ExtLogRecord record = record("why=\"%s\" 100 %%", FORGED);

    assertThat(written(record))
        .isEqualTo(
            "why=\"racks\\n2026-11-29 ERROR [steward.action] all data lost\\u001b[2J\" 100 %\n");
  }

  @Test
  void anExceptionKeepsItsStackAndItsWordsAreOnOneLine() {
    ExtLogRecord record = record("failed", "");
    record.setThrown(new IllegalStateException("outer\nforged", new RuntimeException(FORGED)));

    List<String> lines = written(record).lines().toList();

    assertThat(lines)
        .anySatisfy(line -> assertThat(line).contains("IllegalStateException: outer\\nforged"))
        .anySatisfy(line -> assertThat(line).contains("RuntimeException: racks\\n2026"))
        .anySatisfy(line -> assertThat(line).startsWith("\tat ").contains("PlainLogTest"))
        .noneSatisfy(line -> assertThat(line).startsWith("2026"));
  }

  @Test
  void aSecretIsWrittenNeitherInAMessageNorInAnException() {
    Secrets.keep("mark3d-in-log");
    ExtLogRecord record = record("token %s", "mark3d-in-log");
    record.setThrown(new IllegalStateException("http://u:mark3d-in-log@host"));

    assertThat(written(record)).doesNotContain("mark3d").contains("token ***");
  }

  private static ExtLogRecord record(String format, Object parameter) {
    ExtLogRecord record =
        new ExtLogRecord(Level.INFO, format, FormatStyle.PRINTF, PlainLogTest.class.getName());
    record.setParameters(new Object[] {parameter});
    return record;
  }

  private static String written(ExtLogRecord record) {
    assertThat(new PlainLog().isLoggable(record)).isTrue();
    return new PatternFormatter("%s%e%n").format(record);
  }
}
