package org.kubosteward.metrics;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** One alerting rule as the files under {@code alerts/} have it. */
record AlertRule(
    String alert, String expr, String after, String severity, Map<String, String> annotations) {
  static final Path ALERTS = Path.of("alerts");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static List<Path> files() {
    return in(ALERTS, ".rules.yaml");
  }

  static List<AlertRule> all() {
    return rules()
        .filter(rule -> rule.has("alert"))
        .map(
            rule ->
                new AlertRule(
                    rule.path("alert").asText(),
                    rule.path("expr").asText(),
                    rule.path("for").asText(),
                    rule.path("labels").path("severity").asText(),
                    MAPPER.convertValue(
                        rule.path("annotations"), new TypeReference<Map<String, String>>() {})))
        .toList();
  }

  /** The series that the rules record, each with its expression. */
  static Map<String, String> recorded() {
    return rules()
        .filter(rule -> rule.has("record"))
        .collect(
            Collectors.toMap(
                rule -> rule.path("record").asText(), rule -> rule.path("expr").asText()));
  }

  private static Stream<JsonNode> rules() {
    return files().stream()
        .flatMap(file -> Dashboard.elements(yaml(file).path("groups")))
        .flatMap(group -> Dashboard.elements(group.path("rules")));
  }

  /** The names of the test blocks that the alert has. */
  List<String> blocks() {
    return blocks(alert);
  }

  static List<String> blocks(String alert) {
    Path file = ALERTS.resolve("tests").resolve(alert + "_test.yaml");
    return Dashboard.elements(yaml(file).path("tests"))
        .map(block -> block.path("name").asText())
        .toList();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> in(Path directory, String suffix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode yaml(Path file) {
    Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file));
    return MAPPER.valueToTree(tree);
  }
}
