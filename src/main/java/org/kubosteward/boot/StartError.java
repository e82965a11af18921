package org.kubosteward.boot;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigValidationException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kubosteward.console.Nearest;
import org.kubosteward.text.Line;
import org.kubosteward.text.Secrets;

/** What stopped the start: a line for each wrong setting that names it, what is wrong, the fix. */
final class StartError {
  /** Causes are followed this far. */
  private static final int DEEPEST = 20;

  private static final int LONGEST_VALUE = 80;

  private static final Set<Class<?>> WHOLE =
      Set.of(
          int.class, long.class, Integer.class, Long.class, OptionalInt.class, OptionalLong.class);

  private static final Pattern CONVERTED =
      Pattern.compile(
          "SRCFG\\d+: The config property (.+?) with the config value \"(.*)\" threw an Exception"
              + " whilst being converted (.*)",
          Pattern.DOTALL);
  private static final Pattern LACKING =
      Pattern.compile("SRCFG00014: The config property (.+?) is required but .*", Pattern.DOTALL);
  private static final Pattern EMPTY =
      Pattern.compile(
          "SRCFG000(?:40|41): The config property (.+?) is defined as the empty String.*",
          Pattern.DOTALL);

  private StartError() {}

  /** The lines for the person who started it; none where no setting is to blame. */
  static List<String> lines(Throwable fault) {
    Throwable cause = fault;
    for (int depth = 0; depth < DEEPEST && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    return told(cause).map(line -> Line.of(Secrets.strike(line))).toList();
  }

  private static Stream<String> told(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof ConfigValidationException invalid) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < invalid.getProblemCount(); i++) {
        lines.add(sentence(invalid.getProblem(i).getMessage()));
      }
      return lines.stream();
    }
    if (cause instanceof QuarkusBindException taken) {
      return Stream.of(
          "quarkus.http.port, quarkus.management.port: %s:%d is taken or not this machine's; stop what listens there, or set another"
              .formatted(taken.getHost(), taken.getPort()));
    }
    boolean ours = message.startsWith("steward.") && cause instanceof IllegalArgumentException;
    if (cause instanceof ConfigurationException || ours) {
      return message.lines().filter(line -> !line.isBlank());
    }
    return message.contains("SRCFG") ? Stream.of(sentence(message)) : Stream.empty();
  }

  /** In our words; as it is where it is none of those that we know. */
  private static String sentence(String problem) {
    Matcher converted = CONVERTED.matcher(problem);
    if (converted.find()) {
      return wrongValue(converted.group(1), converted.group(2), converted.group(3));
    }
    Matcher lacking = LACKING.matcher(problem);
    if (lacking.find()) {
      return lacking.group(1) + " is not set, and has no default: set it";
    }
    Matcher empty = EMPTY.matcher(problem);
    if (empty.find()) {
      return empty.group(1) + " is empty: give it a value, or leave it out";
    }
    return problem.replaceFirst("^(?:[a-z]+\\.)+[A-Z]\\w+: ", "").replaceFirst("SRCFG\\d+: ", "");
  }

  private static String wrongValue(String setting, String value, String why) {
    Optional<String> fix =
        new Settings(Configs.MAPPINGS).type(setting).flatMap(type -> fix(type, value));
    return fix.map(f -> "%s is %s; %s".formatted(setting, shown(value), f))
        .orElseGet(
            () ->
                "%s is %s: %s"
                    .formatted(setting, shown(value), why.replaceFirst("SRCFG\\d+: ", "")));
  }

  /** An address may hold a password, in whichever way it is misspelled. */
  private static String shown(String value) {
    if (value.contains("@")) {
      return "not what it must be (not shown: there may be a password in it)";
    }
    return "'%s'"
        .formatted(
            value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "...");
  }

  private static Optional<String> fix(Class<?> type, String value) {
    if (type == Duration.class) {
      return Optional.of("write a time with its unit, such as 500ms, 15s, 5m, 2h or 7d");
    }
    if (type == URI.class) {
      return Optional.of(
          "write an address with its scheme and without blanks, such as http://host:5001");
    }
    if (type == MemorySize.class) {
      return Optional.of("write a size such as 500M or 10G");
    }
    if (WHOLE.contains(type)) {
      return Optional.of("write a whole number");
    }
    if (type == double.class || type == Double.class || type == OptionalDouble.class) {
      return Optional.of("write a number");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Optional.of("write true or false");
    }
    return type.isEnum() ? Optional.of(oneOf(names(type), value)) : Optional.empty();
  }

  /** One of them, or some where several are taken; with the one meant, where that can be told. */
  private static String oneOf(List<String> names, String value) {
    Optional<String> wrong =
        Stream.of(value.split(",", -1))
            .map(word -> word.strip().toLowerCase(Locale.ROOT))
            .filter(word -> !names.contains(word))
            .findFirst();
    return "write "
        + String.join(", ", names)
        + wrong.map(word -> Nearest.hint(word, names)).orElse("");
  }

  private static List<String> names(Class<?> type) {
    return Stream.of(type.getEnumConstants())
        .map(constant -> String.valueOf(constant).toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }
}
