package org.kubosteward.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The types that Grafana publishes for what a dashboard is made of, as JSON Schemas. */
final class GrafanaSchema {
  private static final Path SCHEMAS = Path.of("src/test/resources/grafana");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

  private GrafanaSchema() {}

  /** What is not as Grafana's types have it, a line each; nothing in a good dashboard. */
  static List<String> faults(JsonNode dashboard) {
    return Stream.concat(
            faults("dashboard", "Dashboard", dashboard),
            Dashboard.elements(dashboard.path("panels")).flatMap(GrafanaSchema::ofPanel))
        .toList();
  }

  private static Stream<String> ofPanel(JsonNode panel) {
    String title = panel.path("title").asText();
    String type = panel.path("type").asText();
    if (type.equals("row")) {
      return faults(title, "Row", panel);
    }
    String name = name(type);
    if (!Files.exists(file(name + "Options"))) {
      return Stream.of(title + ": no schema of panels of type " + type);
    }
    JsonNode custom = panel.path("fieldConfig").path("defaults").path("custom");
    return Stream.of(
            faults(title, "Panel", panel),
            faults(title + " options", name + "Options", panel.path("options")),
            custom.isMissingNode()
                ? Stream.<String>of()
                : faults(title + " fields", name + "Fields", custom))
        .flatMap(faults -> faults);
  }

  private static Stream<String> faults(String where, String type, JsonNode part) {
    if (!Files.exists(file(type))) {
      return Stream.of(where + ": panels of this type have none");
    }
    return READ.computeIfAbsent(type, GrafanaSchema::read).validate(part).stream()
        .map(error -> where + ": " + error);
  }

  private static Schema read(String type) {
    try {
      return REGISTRY.getSchema(JSON.readTree(file(type).toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String type) {
    return SCHEMAS.resolve(type + ".json");
  }

  /** {@code state-timeline} is {@code StateTimeline} there. */
  private static String name(String type) {
    StringBuilder name = new StringBuilder();
    for (String word : type.split("-", -1)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }
}
