package org.kubosteward.kubo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Bodies that a private kubo 0.43.0 answered. */
final class Recorded {
  private Recorded() {}

  static byte[] bytes(String name) {
    String path = "/recorded/kubo-0.43.0/" + name;
    try (InputStream in = Recorded.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError("There is no src/test/resources" + path);
      }
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }
}
