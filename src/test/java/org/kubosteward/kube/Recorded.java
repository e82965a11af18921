package org.kubosteward.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Bodies that a real API server 1.36.3 answered. */
final class Recorded {
  private Recorded() {}

  /** The recorded pods with these left out. */
  static String podsWithout(String... names) {
    JsonNode list = Models.tree(text("pods.json").getBytes(StandardCharsets.UTF_8));
    for (Iterator<JsonNode> pods = list.path("items").elements(); pods.hasNext(); ) {
      if (List.of(names).contains(pods.next().path("metadata").path("name").asText())) {
        pods.remove();
      }
    }
    return list.toString();
  }

  static JsonNode json(String name) {
    return Models.tree(text(name).getBytes(StandardCharsets.UTF_8));
  }

  static String text(String name) {
    String path = "/recorded/kubernetes-1.36.3/" + name;
    try (InputStream in = Recorded.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError("There is no src/test/resources" + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
