package org.kubosteward.boot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import io.smallrye.config.WithParentName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.console.Nearest;

/**
 * The settings that exist, read off the configuration interfaces themselves, so that a name nobody
 * reads is found before it does harm: a mistyped guard is no guard.
 */
final class Settings {
  /** In the place of a name that the user chooses. */
  static final String ANY = "*";

  /**
   * One that exists.
   *
   * @param type of its value, or of one of its values
   */
  private record Known(List<String> name, Class<?> type) {}

  /** What the configuration takes for yes, and what people write for no. */
  private static final Set<String> SWITCH =
      Set.of("true", "false", "yes", "no", "on", "off", "1", "0", "y", "n");

  private final List<Known> known;

  Settings(List<Class<?>> mappings) {
    known =
        mappings.stream()
            .flatMap(
                mapping ->
                    names(
                        mapping,
                        List.of(mapping.getAnnotation(ConfigMapping.class).prefix().split("\\."))))
            .toList();
  }

  /** Every setting, with {@code *} for names of the user's own, in order. */
  List<String> names() {
    return known.stream().map(k -> join(k.name())).sorted().toList();
  }

  /** What kind of value the setting of that name takes; empty when there is no such setting. */
  Optional<Class<?>> type(String name) {
    List<String> sought = split(name);
    return known.stream()
        .filter(k -> matches(k.name(), sought))
        .<Class<?>>map(Known::type)
        .findFirst();
  }

  /** One line for each of these names that no part of the plane reads, with the nearest that is. */
  List<String> unknown(Iterable<String> names) {
    List<String> lines = new ArrayList<>();
    for (String name : new TreeSet<>(copy(names))) {
      if (name.startsWith("steward.") && type(name).isEmpty()) {
        lines.add("unknown setting %s; did you mean %s?".formatted(name, nearest(split(name))));
      }
    }
    return lines;
  }

  /** One line for each switch among these names whose value says neither yes nor no. */
  List<String> undecided(Iterable<String> names, UnaryOperator<String> value) {
    return copy(names).stream()
        .filter(name -> name.startsWith("steward."))
        .filter(name -> type(name).filter(type -> type == boolean.class).isPresent())
        .filter(name -> !SWITCH.contains(value.apply(name).strip().toLowerCase(Locale.ROOT)))
        .map(name -> "%s is '%s'; write true or false".formatted(name, value.apply(name)))
        .sorted()
        .toList();
  }

  private String nearest(List<String> name) {
    return known.stream()
        .map(k -> filled(k.name(), name))
        .min(
            Comparator.comparingInt((String k) -> Nearest.distance(k, join(name)))
                .thenComparing(Comparator.naturalOrder()))
        .orElse("steward.mode");
  }

  private static List<String> copy(Iterable<String> names) {
    List<String> all = new ArrayList<>();
    names.forEach(all::add);
    return all;
  }

  private static Stream<Known> names(Class<?> group, List<String> prefix) {
    return Stream.of(group.getMethods())
        .filter(method -> !method.isDefault() && !Modifier.isStatic(method.getModifiers()))
        .flatMap(method -> names(method, prefix));
  }

  private static Stream<Known> names(Method method, List<String> prefix) {
    List<String> own =
        method.isAnnotationPresent(WithParentName.class)
            ? prefix
            : plus(
                prefix,
                Optional.ofNullable(method.getAnnotation(WithName.class))
                    .map(WithName::value)
                    .orElseGet(() -> kebab(method.getName())));
    return names(method.getGenericReturnType(), own);
  }

  private static Stream<Known> names(Type type, List<String> name) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      boolean map = generic.getRawType() == Map.class;
      return names(arguments[arguments.length - 1], map ? plus(name, ANY) : name);
    }
    boolean group =
        type instanceof Class<?> c && c.isInterface() && c.getName().startsWith("org.kubosteward.");
    return group
        ? names((Class<?>) type, name)
        : Stream.of(new Known(name, type instanceof Class<?> value ? value : Object.class));
  }

  private static List<String> plus(List<String> prefix, String segment) {
    return Stream.concat(prefix.stream(), Stream.of(segment)).toList();
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }

  private static boolean matches(List<String> pattern, List<String> name) {
    if (pattern.size() != name.size()) {
      return false;
    }
    for (int i = 0; i < pattern.size(); i++) {
      if (!pattern.get(i).equals(ANY) && !pattern.get(i).equals(plain(name.get(i)))) {
        return false;
      }
    }
    return true;
  }

  /** The element of a list, {@code scopes[0]}, counts as the list. */
  private static String plain(String segment) {
    return segment.replaceAll("\\[\\d+]$", "");
  }

  /** The pattern with the user's own names put in where they stand. */
  private static String filled(List<String> pattern, List<String> name) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < pattern.size(); i++) {
      boolean own = pattern.get(i).equals(ANY);
      words.add(own && i < name.size() ? "\"" + name.get(i) + "\"" : pattern.get(i));
    }
    return join(words);
  }

  private static String join(List<String> segments) {
    return segments.stream()
        .map(s -> s.equals(ANY) ? "\"NAME\"" : s)
        .collect(Collectors.joining("."));
  }

  /** Splits at dots outside quotes, and takes the quotes off. */
  private static List<String> split(String name) {
    List<String> segments = new ArrayList<>();
    StringBuilder segment = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '.' && !quoted) {
        segments.add(segment.toString());
        segment.setLength(0);
      } else {
        segment.append(c);
      }
    }
    segments.add(segment.toString());
    return segments;
  }
}
