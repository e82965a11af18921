package org.kubosteward.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What of a request is kept as text. The meta of a request has a line for each entry, and JSON has
 * no line break in a text: so an entry with the line breaks around it stands nowhere else in it.
 */
final class PinText {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<TreeMap<String, String>> ENTRIES = new TypeReference<>() {};

  private PinText() {}

  static String origins(List<String> origins) {
    return written(origins);
  }

  static List<String> origins(String text) {
    return read(text, TEXTS);
  }

  static String meta(Map<String, String> meta) {
    return meta.entrySet().stream()
        .map(e -> line(e.getKey(), e.getValue()) + "\n")
        .collect(Collectors.joining("", "\n", ""));
  }

  static Map<String, String> meta(String text) {
    return read("{" + text.strip().replace("\n", ",") + "}", ENTRIES);
  }

  /** What the text of a meta has exactly when it has that entry. */
  static String entry(String key, String value) {
    return "\n" + line(key, value) + "\n";
  }

  /** The name without capital letters, the same on every database. */
  static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String line(String key, String value) {
    return written(key) + ":" + written(value);
  }

  private static String written(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("texts are always JSON", impossible);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the text of a request is no JSON", e);
    }
  }
}
