package org.kubosteward.journal;

import java.sql.SQLException;
import java.util.Optional;

/** What a database error means to the person who has to mend it. */
final class Trouble {
  /** Causes are followed this far; drivers nest two or three deep. */
  private static final int DEPTH = 10;

  /** Longer messages, such as a whole statement quoted back, help nobody. */
  private static final int MESSAGE_MAX = 500;

  private static final int H2_LOCKED = 90020;
  private static final int H2_CORRUPT = 90030;
  private static final int H2_IO = 90028;
  private static final int H2_IO_NAMED = 90031;
  private static final int H2_FORMAT = 90048;
  private static final int H2_READ_ONLY = 90097;

  private Trouble() {}

  /** The same error, its message a sentence that names the setting and the fix. */
  static SQLException explain(Exception error) {
    SQLException origin = origin(error);
    String said = TextBounds.cut(String.valueOf(origin.getMessage()), MESSAGE_MAX);
    String message = fix(origin).map(fix -> fix + " (" + said + ")").orElse(said);
    return new SQLException(message, origin.getSQLState(), origin.getErrorCode(), error);
  }

  private static SQLException origin(Exception error) {
    SQLException found = new SQLException(error.getMessage(), error);
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      if (cause instanceof SQLException sql && sql.getMessage() != null) {
        found = sql;
      }
      cause = cause.getCause();
    }
    return found;
  }

  private static Optional<String> fix(SQLException error) {
    return fromH2(error.getErrorCode()).or(() -> fromState(String.valueOf(error.getSQLState())));
  }

  private static Optional<String> fromH2(int code) {
    return Optional.ofNullable(
        switch (code) {
          case H2_LOCKED ->
              "the file of steward.journal.url is in use: another plane is running on this data"
                  + " directory; stop it, or give this one a directory of its own";
          case H2_CORRUPT, H2_FORMAT ->
              "the file of steward.journal.url is damaged, or of another H2 version; restore it"
                  + " from a backup, or move it aside and the plane begins a new record";
          case H2_IO, H2_IO_NAMED ->
              "the file of steward.journal.url cannot be read or written; see that its disk has"
                  + " room and that its directory belongs to the user that runs the plane";
          case H2_READ_ONLY ->
              "the file of steward.journal.url is read-only; give the user that runs the plane"
                  + " the right to write it";
          default -> null;
        });
  }

  private static Optional<String> fromState(String state) {
    if (state.startsWith("28")) {
      return Optional.of(
          "the database of steward.journal.url refuses the credentials; see"
              + " steward.journal.username and steward.journal.password");
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return Optional.of(
          "the database of steward.journal.url does not answer; see that it runs and that host"
              + " and port are right");
    }
    return Optional.ofNullable(
        switch (state) {
          case "3D000" -> "the database that steward.journal.url names does not exist; create it";
          case "42501" ->
              "steward.journal.username has too few rights; make it the owner of the database"
                  + " that steward.journal.url names";
          case "25006" ->
              "the database of steward.journal.url is read-only; point the setting at the primary";
          case "53100" -> "the disk of the database of steward.journal.url is full; make room";
          case "53300" ->
              "the database of steward.journal.url has no connection left; raise its"
                  + " max_connections";
          default -> null;
        });
  }
}
