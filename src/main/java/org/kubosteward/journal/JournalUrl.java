package org.kubosteward.journal;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code steward.journal.url} means: the driver, the URL that it is given, and its settings.
 */
record JournalUrl(Class<?> driver, String jdbc, Map<String, String> properties) {
  /** The pool gives up waiting for a connection after 3 s; the driver must not try for longer. */
  static final Duration CONNECT = Duration.ofSeconds(3);

  /** A cancelled statement has this long to answer before its socket is given up. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * What the plane needs of H2 unless the URL says otherwise: each commit is written to the file at
   * once (kept in the process, kill -9 would take it), only the pool closes the file, and errors
   * are told by us and not in a file of H2's own.
   */
  private static final Map<String, String> H2 =
      new TreeMap<>(
          Map.of("WRITE_DELAY", "0", "DB_CLOSE_ON_EXIT", "FALSE", "TRACE_LEVEL_FILE", "0"));

  /**
   * Reads the setting.
   *
   * @throws IllegalArgumentException when it names no database that we know, or holds a password
   */
  static JournalUrl of(String url, Duration statementTimeout) {
    if (url.toLowerCase(Locale.ROOT).contains("password=")) {
      throw new IllegalArgumentException(
          "steward.journal.url holds a password; move it to steward.journal.password");
    }
    if (url.startsWith("jdbc:h2:")) {
      return new JournalUrl(driver("org.h2.Driver"), h2(url), Map.of());
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return new JournalUrl(driver("org.postgresql.Driver"), url, postgres(statementTimeout));
    }
    throw new IllegalArgumentException(
        "steward.journal.url is '%s'; it must begin with jdbc:h2:file: or jdbc:postgresql:"
            .formatted(url));
  }

  /** By name: only then is it a matter of the URL which driver is loaded. */
  private static Class<?> driver(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the JDBC driver " + name + " is not in this build", e);
    }
  }

  /** The file of an H2 database as far as its name goes; empty where it is none. */
  static Optional<Path> h2File(String url) {
    String name = url.split(";", 2)[0].replaceFirst("^jdbc:h2:(file:)?", "");
    if (!url.startsWith("jdbc:h2:") || name.matches("^[a-zA-Z]{2,}:.*")) {
      return Optional.empty();
    }
    String home = System.getProperty("user.home", "");
    return Optional.of(Path.of(name.startsWith("~") ? home + name.substring(1) : name));
  }

  private static String h2(String url) {
    String upper = url.toUpperCase(Locale.ROOT);
    StringBuilder whole = new StringBuilder(url);
    H2.forEach(
        (name, value) -> {
          if (!upper.contains(";" + name + "=")) {
            whole.append(';').append(name).append('=').append(value);
          }
        });
    return whole.toString();
  }

  private static Map<String, String> postgres(Duration statementTimeout) {
    return Map.of(
        "connectTimeout",
        String.valueOf(CONNECT.toSeconds()),
        "socketTimeout",
        String.valueOf(statementTimeout.plus(GRACE).toSeconds()),
        "cancelSignalTimeout",
        String.valueOf(CONNECT.toSeconds()),
        "tcpKeepAlive",
        "true",
        // A pooler in transaction mode gives each transaction another session, which knows nothing
        // of statements that were prepared in the last one.
        "prepareThreshold",
        "0",
        "ApplicationName",
        "kubo-steward");
  }
}
