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

  /** All of them. */
  static List<Dashboard> all() {
    return AlertRule.in(Path.of("dashboards"), ".json").stream()
        .map(file -> read(file.getFileName().toString().replace(".json", "")))
        .toList();
  }

  static List<String> uids() {
    return all().stream().map(Dashboard::uid).toList();
  }

  String uid() {
    return json.path("uid").asText();
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

  List<JsonNode> annotations() {
    return elements(json.path("annotations").path("list")).toList();
  }

  static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return uid();
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
