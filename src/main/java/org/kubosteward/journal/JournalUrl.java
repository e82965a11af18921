package org.kubosteward.journal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

/**
 * What {@code steward.journal.url} means: the driver, the URL that it is given, and its settings.
 */
record JournalUrl(Class<?> driver, String jdbc, Map<String, String> properties) {
  /** The pool gives up waiting for a connection after 3 s; the driver must not try for longer. */
  static final Duration CONNECT = Duration.ofSeconds(3);

  /** A cancelled statement has this long to answer before its socket is given up. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final Pattern PASSWORD =
      Pattern.compile("(?:pass(?:word|wd|phrase)?|pwd)\\s*=", Pattern.CASE_INSENSITIVE);

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
    if (holdsPassword(url)) {
      throw new IllegalArgumentException(
          "steward.journal.url holds a password; move it to steward.journal.password");
    }
    if (url.contains("@")) {
      throw new IllegalArgumentException(
          "steward.journal.url holds a user before '@'; move it to steward.journal.username, and a"
              + " password to steward.journal.password");
    }
    if (url.startsWith("jdbc:h2:")) {
      return new JournalUrl(driver("org.h2.Driver"), h2(url), Map.of());
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return new JournalUrl(driver("org.postgresql.Driver"), url, postgres(statementTimeout));
    }
    throw new IllegalArgumentException(
        "steward.journal.url begins with '%s'; it must begin with jdbc:h2:file: or"
                .formatted(Line.of(Secrets.strike(beginning(url))))
            + " jdbc:postgresql:");
  }

  /** In every spelling that a driver takes: with blanks, in any case, percent signs for letters. */
  private static boolean holdsPassword(String url) {
    String plain = url;
    try {
      plain = URLDecoder.decode(url, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      // Then no driver decodes it either.
    }
    return PASSWORD.matcher(url).find() || PASSWORD.matcher(plain).find();
  }

  /** The names of protocol and database; what follows may hold anything. */
  private static String beginning(String url) {
    String[] parts = url.split(":", 3);
    return parts.length < 3 ? "" : parts[0] + ":" + parts[1] + ":";
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
