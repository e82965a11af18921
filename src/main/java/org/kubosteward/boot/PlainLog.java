package org.kubosteward.boot;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

/**
 * What every record passes before it is written: without secrets, its message on one line. The
 * handlers are given it in {@code application.properties}.
 */
@LoggingFilter(name = PlainLog.NAME)
public final class PlainLog implements Filter {
  static final String NAME = "plain";

  private static final Formatter WORDS = new PatternFormatter("%m");

  @Override
  public boolean isLoggable(LogRecord record) {
    if (record.getMessage() != null) {
      String plain = Line.of(Secrets.strike(WORDS.format(record)));
      if (record instanceof ExtLogRecord extended) {
        extended.setMessage(plain, FormatStyle.NO_FORMAT);
      } else {
        record.setMessage(plain);
      }
      record.setParameters(null);
    }
    if (record.getThrown() != null && !(record.getThrown() instanceof PlainThrowable)) {
      record.setThrown(PlainThrowable.of(record.getThrown()));
    }
    return true;
  }
}
