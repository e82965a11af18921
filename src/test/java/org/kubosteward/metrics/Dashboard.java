package org.kubosteward.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A Grafana dashboard as the file under {@code dashboards} has it. */
record Dashboard(JsonNode json) {
  static Dashboard read(String name) {
    try {
      return new Dashboard(
          new ObjectMapper().readTree(Path.of("dashboards", name + ".json").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Panel> panels() {
    return elements(json.path("panels"))
        .filter(panel -> !panel.path("type").asText().equals("row"))
        .map(Panel::new)
        .toList();
  }

  List<JsonNode> variables() {
    return elements(json.path("templating").path("list")).toList();
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  record Panel(JsonNode json) {
    String title() {
      return json.path("title").asText();
    }

    String type() {
      return json.path("type").asText();
    }

    List<JsonNode> targets() {
      return elements(json.path("targets")).toList();
    }

    List<String> queries() {
      return targets().stream().map(target -> target.path("expr").asText()).toList();
    }

    @Override
    public String toString() {
      return title();
    }
  }
}
