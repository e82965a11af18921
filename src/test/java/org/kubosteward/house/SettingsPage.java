package org.kubosteward.house;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings as a page, read off the configuration interfaces and their Javadoc. */
public final class SettingsPage {
  private SettingsPage() {}

  public static String of(List<Class<?>> mappings) {
    return """
    # Settings

    Every setting can be given as a system property (`-Dsteward.round.every=15s`), in
    `config/application.properties` beside the application, in files that `KUBO_STEWARD_SETTINGS`
    names (paths with a comma between them; the first that sets a name wins), or as an environment
    variable (`STEWARD_ROUND_EVERY`). System properties win over the environment, and that over
    files. A name that is not on this page stops the start, and so does a file that is missing.

    | setting | default | what it is |
    |---|---|---|
    """
        + mappings.stream()
            .flatMap(m -> rows(m, m.getAnnotation(ConfigMapping.class).prefix(), source(m)))
            .sorted()
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  private static Stream<String> rows(Class<?> group, String prefix, String source) {
    return Stream.of(group.getDeclaredMethods())
        .filter(m -> !m.isDefault() && !Modifier.isStatic(m.getModifiers()) && !m.isSynthetic())
        .sorted(Comparator.comparing(Method::getName))
        .flatMap(m -> rows(m, prefix + "." + kebab(m.getName()), body(group, source), source));
  }

  private static Stream<String> rows(Method method, String name, String body, String source) {
    Type type = method.getGenericReturnType();
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      type = arguments[arguments.length - 1];
      if (generic.getRawType() == Map.class) {
        name += ".\"NAME\"";
      }
    }
    if (type instanceof Class<?> group
        && group.isInterface()
        && group.getName().startsWith("org.kubosteward.")) {
      return rows(group, name, source);
    }
    String standard =
        Optional.ofNullable(method.getAnnotation(WithDefault.class))
            .map(d -> "`" + d.value() + "`")
            .orElse("");
    return Stream.of("| `%s` | %s | %s |".formatted(name, standard, javadoc(method, body)));
  }

  /** The part of the source that declares the group, so that equal method names do not mix. */
  private static String body(Class<?> group, String source) {
    int start = source.indexOf("interface " + group.getSimpleName() + " {");
    String indent = group.isMemberClass() ? "\n  }" : "\n}";
    return source.substring(start, source.indexOf(indent, start));
  }

  private static String javadoc(Method method, String body) {
    Matcher doc =
        Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+(?:@\\w+(?:\\([^)]*\\))?\\s+)*[\\w<>., ]+ "
                    + method.getName()
                    + "\\(\\)",
                Pattern.DOTALL)
            .matcher(body);
    if (!doc.find()) {
      throw new AssertionError(method + " has no Javadoc; the reference page is made of it");
    }
    return doc.group(1)
        .replaceAll("\\s*\\n\\s*\\*\\s?", " ")
        .replaceAll("\\{@code ([^}]*)}", "`$1`")
        .replaceAll("\\{@link #?([^}]*)}", "`$1`")
        .replace("|", "\\|")
        .strip();
  }

  private static String source(Class<?> mapping) {
    Path file = Path.of("src/main/java", mapping.getName().replace('.', '/') + ".java");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String kebab(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
