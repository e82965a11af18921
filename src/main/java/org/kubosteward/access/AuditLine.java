package org.kubosteward.access;

import java.util.regex.Pattern;
import org.kubosteward.text.Line;

/** One line of the audit trail: {@code key=value}, where no value can pass for another key. */
public final class AuditLine {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.:/%-]+");

  /** Longer ones say no more, and somebody else chose them. */
  private static final int LONGEST = 200;

  private final StringBuilder line;

  private AuditLine(String event) {
    this.line = new StringBuilder("event=").append(event);
  }

  /** A line about that event. */
  public static AuditLine of(String event) {
    return new AuditLine(event);
  }

  /** With one thing more; an empty value is written as a dash. */
  public AuditLine with(String key, String value) {
    line.append(' ').append(key).append('=').append(written(value));
    return this;
  }

  /** With a number more. */
  public AuditLine with(String key, long value) {
    return with(key, Long.toString(value));
  }

  /** With who came in, and how. */
  public AuditLine with(Visit visit) {
    return with("who", visit.caller().name())
        .with("session", visit.session().orElse(""))
        .with("surface", visit.surface().label())
        .with("address", visit.address());
  }

  private static String written(String value) {
    if (value.isEmpty()) {
      return "-";
    }
    String most = value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "...";
    return PLAIN.matcher(most).matches()
        ? most
        : '"' + Line.of(most.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
  }

  @Override
  public String toString() {
    return line.toString();
  }
}
