package org.kubosteward.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file with one token in it. */
public final class TokenFile {
  /** A token is a line; what is larger is another file. */
  private static final int MOST_BYTES = 4096;

  private TokenFile() {}

  /**
   * The token, read anew: a Secret that changes needs no restart.
   *
   * @param setting the setting that names the file
   * @throws IllegalArgumentException in one line that names the setting and the fix, and nothing of
   *     what is in the file
   */
  public static String read(Path file, String setting) {
    String token = content(file, setting).strip();
    if (token.isEmpty()) {
      throw wrong(setting, file, "is empty; put the token into it");
    }
    if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw wrong(
          setting,
          file,
          "holds more than one line, a blank, or characters that a header cannot carry; a token is"
              + " one word of plain ASCII");
    }
    return Secrets.keep(token);
  }

  @SuppressWarnings("UnusedException") // What is in the file must not travel in an exception.
  private static String content(Path file, String setting) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw wrong(setting, file, "is too large for a token");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw wrong(setting, file, "cannot be read; see that it is there and that the plane may");
    }
  }

  private static IllegalArgumentException wrong(String setting, Path file, String what) {
    return new IllegalArgumentException(setting + ": " + file + " " + what);
  }
}
