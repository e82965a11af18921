package org.kubosteward.health;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mapping of a scenario file; every key must be taken, so that a misspelt one is found. */
final class YamlNode {
  private static final Pattern AMOUNT = Pattern.compile("(-?\\d+)([A-Za-z]+)");
  private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L);
  private static final Map<String, Long> BYTES =
      Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

  private final String where;
  private final Map<String, Object> left = new TreeMap<>();

  YamlNode(String where, Object mapping) {
    this.where = where;
    if (!(mapping instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(where + ": expected a mapping, got " + mapping);
    }
    map.forEach((key, value) -> left.put(String.valueOf(key), value));
  }

  Optional<Object> take(String key) {
    return Optional.ofNullable(left.remove(key));
  }

  Optional<String> text(String key) {
    return take(key).map(String::valueOf);
  }

  String required(String key) {
    return text(key)
        .orElseThrow(() -> new IllegalArgumentException(where + ": `" + key + "` is missing"));
  }

  Optional<YamlNode> node(String key) {
    return take(key).map(value -> new YamlNode(where + "." + key, value));
  }

  List<Object> list(String key) {
    Object value = take(key).orElse(List.of());
    if (!(value instanceof Collection<?> items)) {
      throw new IllegalArgumentException(where + "." + key + ": expected a list, got " + value);
    }
    return List.copyOf(items);
  }

  /** The keys that nobody has taken yet. */
  SortedSet<String> keys() {
    return new TreeSet<>(left.keySet());
  }

  void end() {
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(where + ": unknown " + left.keySet());
    }
  }

  /** {@code 90s}, {@code 15m}, {@code 2h}. */
  static Duration span(String text) {
    return Duration.ofSeconds(amount(text, SECONDS));
  }

  /** {@code 512MiB}. */
  static long bytes(String text) {
    return amount(text, BYTES);
  }

  private static long amount(String text, Map<String, Long> units) {
    Matcher parts = AMOUNT.matcher(text);
    Long unit = parts.matches() ? units.get(parts.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(text + ": a number and one of " + units.keySet());
    }
    return Long.parseLong(parts.group(1)) * unit;
  }
}
