package org.kubosteward.plane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The queries of the dashboards' panels, asked of a Prometheus that has watched real fleets. */
final class PanelsOverFleets {
  private static final Path DASHBOARDS = Path.of("dashboards");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Paging paging;

  PanelsOverFleets(Paging paging) {
    this.paging = paging;
  }

  /** The panels with a query that Prometheus does not understand, each as "dashboard: title". */
  Set<String> refused() {
    return panels(query -> paging.query(query).isMissingNode());
  }

  /** The panels without a query that had an answer at some time while the fleets were watched. */
  Set<String> empty() {
    Set<String> empty = panels(query -> paging.query(ever(query)).isEmpty());
    empty.removeAll(panels(query -> !paging.query(ever(query)).isEmpty()));
    return empty;
  }

  private static String ever(String query) {
    return "count_over_time((%s)[15m:1s])".formatted(query);
  }

  private static Set<String> panels(Predicate<String> anyQuery) {
    Set<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.list(DASHBOARDS)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
        JsonNode dashboard = JSON.readTree(file.toFile());
        elements(dashboard.path("panels"))
            .filter(panel -> queries(panel).stream().anyMatch(anyQuery))
            .map(panel -> dashboard.path("uid").asText() + ": " + panel.path("title").asText())
            .forEach(found::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static List<String> queries(JsonNode panel) {
    return elements(panel.path("targets"))
        .map(target -> target.path("expr").asText())
        .map(
            query ->
                query
                    .replaceAll("\\$(cluster|namespace|node)\\b", ".*")
                    .replace("$__rate_interval", "4s"))
        .toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
