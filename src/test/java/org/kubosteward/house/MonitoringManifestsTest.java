package org.kubosteward.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The operator's objects under kubernetes/components/monitoring are made of alerts/ and
 * dashboards/; {@code ./mvnw test -Dtest=MonitoringManifestsTest -Dreference.write} writes them.
 */
class MonitoringManifestsTest {
  private static final Path MANIFESTS = Path.of("kubernetes/components/monitoring");

  @BeforeAll
  static void written() throws IOException {
    if (System.getProperty("reference.write") != null) {
      for (Map.Entry<String, String> manifest : manifests().entrySet()) {
        Files.writeString(MANIFESTS.resolve(manifest.getKey()), manifest.getValue());
      }
    }
  }

  @Test
  void theManifestsHoldTheRulesAndTheDashboards() throws IOException {
    for (Map.Entry<String, String> manifest : manifests().entrySet()) {
      Path file = MANIFESTS.resolve(manifest.getKey());
      assertThat(file)
          .as("stale; write it with -Dtest=MonitoringManifestsTest -Dreference.write")
          .hasContent(manifest.getValue());
    }
  }

  @Test
  void theComponentNamesEveryOneOfThemAndNoneThatIsGone() throws IOException {
    String named = Files.readString(MANIFESTS.resolve("kustomization.yaml"));
    assertThat(manifests().keySet()).allSatisfy(name -> assertThat(named).contains("- " + name));
    try (Stream<Path> files = Files.list(MANIFESTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.startsWith("rules-") || name.startsWith("dashboard-"))
          .containsExactlyInAnyOrderElementsOf(manifests().keySet());
    }
  }

  private static Map<String, String> manifests() throws IOException {
    Map<String, String> manifests = new TreeMap<>();
    for (Path rules : files("alerts", ".rules.yaml")) {
      String name = rules.getFileName().toString().replace(".rules.yaml", "");
      manifests.put("rules-%s.yaml".formatted(name), rule(name, rules));
    }
    for (Path dashboard : files("dashboards", ".json")) {
      String name = dashboard.getFileName().toString().replace(".json", "");
      manifests.put("dashboard-%s.yaml".formatted(name), configMap(name, dashboard));
    }
    return manifests;
  }

  private static String rule(String name, Path rules) throws IOException {
    return """
        # Made of %s by MonitoringManifestsTest.
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: %s-alerts
          namespace: kubo-steward
          labels:
            app.kubernetes.io/part-of: kubo-steward
        spec:
        """
            .formatted(rules, name)
        + indented(rules, 2);
  }

  private static String configMap(String name, Path dashboard) throws IOException {
    return """
        # Made of %s by MonitoringManifestsTest.
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: kubo-steward-dashboard-%s
          namespace: kubo-steward
          labels:
            app.kubernetes.io/part-of: kubo-steward
            grafana_dashboard: "1"
        data:
          %s.json: |
        """
            .formatted(dashboard, name, name)
        + indented(dashboard, 4);
  }

  private static String indented(Path file, int by) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.isBlank() ? "" : " ".repeat(by) + line)
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static Iterable<Path> files(String directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
