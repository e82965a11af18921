package org.kubosteward.journal;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.text.Handshake;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

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
  private static final int H2_GENERAL = 50000;

  private static final String SILENT =
      "the database of steward.journal.url does not answer; see that it runs and that host and"
          + " port are right";

  private static final String FILE =
      "the file of steward.journal.url cannot be read or written; see that its disk has room and"
          + " that its directory belongs to the user that runs the plane";

  private static final String TLS_SETTINGS =
      "the URL's parameters: sslmode=verify-full&sslrootcert=FILE (sslcert and sslkey for ours)";

  private Trouble() {}

  /** The same error, its message a sentence that names the setting and the fix. */
  static SQLException explain(Exception error) {
    SQLException origin = origin(error);
    String said = said(origin);
    String message =
        Handshake.trouble(error, TLS_SETTINGS)
            .map(why -> "the database of steward.journal.url cannot be trusted: " + why)
            .or(() -> fix(origin))
            .map(fix -> fix + " (" + said + ")")
            .orElse(said);
    return new SQLException(message, origin.getSQLState(), origin.getErrorCode(), error);
  }

  /** On one line, with what the disk said, where H2 leaves that out. */
  private static String said(SQLException origin) {
    String message = String.valueOf(origin.getMessage());
    String disk = "";
    Throwable cause = origin;
    for (int depth = 0; cause != null && depth < DEPTH; depth++) {
      if (cause instanceof IOException && !message.contains(String.valueOf(cause.getMessage()))) {
        disk = cause.getMessage() + ": ";
      }
      cause = cause.getCause();
    }
    String told = Secrets.strike(disk + message).replaceAll("\\s+", " ");
    return TextBounds.cut(Line.of(told), MESSAGE_MAX);
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
    String said = String.valueOf(error.getMessage());
    if (said.toLowerCase(Locale.ROOT).contains("acquisition timeout")) {
      // The pool's word, which names neither the database nor a cause.
      return Optional.of(SILENT);
    }
    return fromH2(error.getErrorCode(), said)
        .or(() -> fromTheDoor(said))
        .or(() -> fromState(String.valueOf(error.getSQLState())));
  }

  private static Optional<String> fromH2(int code, String said) {
    return Optional.ofNullable(
        switch (code) {
          case H2_LOCKED ->
              "the file of steward.journal.url is in use: another plane is running on this data"
                  + " directory; stop it, or give this one a directory of its own";
          case H2_CORRUPT, H2_FORMAT ->
              "the file of steward.journal.url is damaged, or of another H2 version; restore it"
                  + " from a backup, or move it and the file .origin beside it away and the plane"
                  + " begins a new record";
          case H2_IO, H2_IO_NAMED -> FILE;
          // What H2 has no number for; of a file it keeps in one place, that is its disk.
          case H2_GENERAL -> said.contains("MVStoreException") ? FILE : null;
          case H2_READ_ONLY ->
              "the file of steward.journal.url is read-only; give the user that runs the plane"
                  + " the right to write it";
          default -> null;
        });
  }

  /** What PostgreSQL refuses for TLS' sake has the states of wrong credentials and of no answer. */
  private static Optional<String> fromTheDoor(String said) {
    if (said.contains("client certificate")) {
      return Optional.of(
          "the database of steward.journal.url wants a client certificate; give one in "
              + TLS_SETTINGS);
    }
    if (said.contains("pg_hba.conf")) {
      return Optional.of(
          "the database of steward.journal.url takes no such connection; see its pg_hba.conf for"
              + " this host, user and database, and whether it wants TLS (sslmode in the URL)");
    }
    if (said.contains("does not support SSL")) {
      return Optional.of(
          "the database of steward.journal.url does not speak TLS; turn its ssl on, or take"
              + " sslmode out of the URL");
    }
    return Optional.empty();
  }

  private static Optional<String> fromState(String state) {
    if (state.equals("26000") || state.equals("42P05")) {
      return Optional.of(
          "a pooler in transaction mode stands before the database; take prepareThreshold out of"
              + " steward.journal.url, or set it to 0");
    }
    if (state.equals("08P01")) {
      return Optional.of("the database of steward.journal.url, or a pooler before it, refuses");
    }
    if (state.equals("42P01")) {
      return Optional.of(
          "the database of steward.journal.url has lost tables of the journal; restore it from a"
              + " backup, or point the setting at an empty one");
    }
    if (state.startsWith("28")) {
      return Optional.of(
          "the database of steward.journal.url refuses the credentials; see"
              + " steward.journal.username and steward.journal.password");
    }
    if (state.startsWith("08") || state.startsWith("57P")) {
      return Optional.of(SILENT);
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
