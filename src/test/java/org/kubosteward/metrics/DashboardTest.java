package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.metrics.Dashboard.Panel;

/** What a linter of dashboards asks for. */
class DashboardTest {
  private static final Map<String, String> UIDS =
      Map.of(
          "fleet", "kubo-fleet",
          "node", "kubo-node",
          "remedies", "kubo-remedies",
          "plane", "kubo-plane");

  /** Types of panel of Grafana's own; any other would need a plugin that may not be there. */
  private static final List<String> TYPES =
      List.of("stat", "table", "timeseries", "state-timeline");

  private static final Pattern SELECTOR =
      Pattern.compile("(.{0,10})\\b(steward_[a-z_]+[a-z])(\\{[^}]*\\})?");
  private static final Map<String, FamilySpec> SPECS =
      Catalogue.all().stream().collect(Collectors.toMap(FamilySpec::name, Function.identity()));

  @Test
  void hasTheUidsThatAlertsLinkTo() {
    assertThat(
            AlertRule.in(Path.of("dashboards"), ".json").stream()
                .map(file -> file.getFileName().toString().replace(".json", "")))
        .containsExactlyInAnyOrderElementsOf(UIDS.keySet());
    assertThat(UIDS)
        .allSatisfy((name, uid) -> assertThat(Dashboard.read(name).uid()).isEqualTo(uid));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void canBeLinkedToAndNotChangedInPlace(Dashboard dashboard) {
    assertThat(dashboard.json().path("title").asText()).startsWith("Kubo");
    assertThat(dashboard.json().path("description").asText()).endsWith(".");
    assertThat(dashboard.json().path("editable").asBoolean(true)).isFalse();
    assertThat(dashboard.json().path("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
    assertThat(dashboard.json().path("tags").toString()).contains("kubo-steward");
    assertThat(dashboard.json().path("refresh").asText()).isEqualTo("30s");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void leadsToTheOthersAndToTheRunbooks(Dashboard dashboard) {
    List<JsonNode> links = Dashboard.elements(dashboard.json().path("links")).toList();
    assertThat(links)
        .anySatisfy(link -> assertThat(link.path("url").asText()).endsWith("/docs/runbooks"))
        .anySatisfy(
            link -> {
              assertThat(link.path("type").asText()).isEqualTo("dashboards");
              assertThat(link.path("tags").toString()).contains("kubo-steward");
              assertThat(link.path("keepTime").asBoolean()).isTrue();
              assertThat(link.path("includeVars").asBoolean()).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void showsWhatWasDoneAsAnnotations(Dashboard dashboard) {
    assertThat(dashboard.json().path("annotations").path("list").toString())
        .contains("steward_remedy_attempts_total");
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void asksForTheDataSourceThenNarrowsDown(Dashboard dashboard) {
    assertThat(dashboard.variables())
        .extracting(variable -> variable.path("name").asText())
        .containsExactly("datasource", "cluster", "namespace", "node");
    assertThat(dashboard.variables().get(0).path("type").asText()).isEqualTo("datasource");
    assertThat(dashboard.variables().get(0).path("label").asText()).isEqualTo("Data source");
    assertThat(dashboard.variables())
        .filteredOn(variable -> variable.path("type").asText().equals("query"))
        .hasSize(3)
        .allSatisfy(
            variable -> {
              assertThat(variable.path("multi").asBoolean()).isTrue();
              assertThat(variable.path("includeAll").asBoolean()).isTrue();
              assertThat(variable.path("refresh").asInt()).as("on time change").isEqualTo(2);
              assertThat(source(variable)).isEqualTo("${datasource}");
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void givesEveryPanelAnIdAndATitleOfItsOwn(Dashboard dashboard) {
    assertThat(dashboard.panels()).extracting(Panel::title).doesNotHaveDuplicates();
    assertThat(Dashboard.elements(dashboard.json().path("panels")))
        .extracting(panel -> panel.path("id").asInt())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void laysPanelsOutWithoutOverlap(Dashboard dashboard) {
    List<JsonNode> places =
        Dashboard.elements(dashboard.json().path("panels")).map(p -> p.path("gridPos")).toList();
    for (int i = 0; i < places.size(); i++) {
      assertThat(at(places.get(i), "x") + at(places.get(i), "w")).isLessThanOrEqualTo(24);
      for (int j = 0; j < i; j++) {
        assertThat(overlap(places.get(i), places.get(j))).as("%s, %s", i, j).isFalse();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void leadsFromEveryTableOfNodesToTheNode(Panel panel) {
    if (panel.type().equals("table") && panel.queries().get(0).contains("namespace, node")) {
      assertThat(panel.json().path("fieldConfig").path("overrides").toString())
          .contains("/d/kubo-node/", "var-node=${__data.fields.node}", "${__url_time_range}");
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void usesOnlyPanelsThatGrafanaHas(Panel panel) {
    assertThat(panel.type()).isIn(TYPES);
    assertThat(panel.json().path("gridPos").path("h").asInt()).isPositive();
    assertThat(panel.targets())
        .extracting(target -> target.path("refId").asText())
        .doesNotHaveDuplicates()
        .doesNotContain("");
  }

  @ParameterizedTest
  @MethodSource("panels")
  void explainsEveryPanel(Panel panel) {
    assertThat(panel.title()).isNotBlank();
    assertThat(panel.json().path("description").asText()).endsWith(".");
    assertThat(panel.json().path("fieldConfig").path("defaults").path("unit").asText())
        .isIn("none", "string", "s", "bytes", "Bps", "percentunit", "rpm");
  }

  @ParameterizedTest
  @MethodSource("panels")
  void asksTheChosenDataSource(Panel panel) {
    assertThat(source(panel.json())).isEqualTo("${datasource}");
    assertThat(panel.targets())
        .isNotEmpty()
        .allSatisfy(target -> assertThat(source(target)).isEqualTo("${datasource}"));
  }

  @ParameterizedTest
  @MethodSource("panels")
  void narrowsEveryQueryToWhatWasChosen(Panel panel) {
    for (String query : panel.queries()) {
      List<MatchResult> metrics = SELECTOR.matcher(query).results().toList();
      assertThat(metrics).as(query).isNotEmpty();
      for (MatchResult metric : metrics) {
        List<String> labels = spec(metric).labels();
        assertThat(metric.group(3)).as(query).isNotNull().contains("cluster=~\"$cluster\"");
        if (labels.contains("namespace")) {
          assertThat(metric.group(3))
              .as(query)
              .contains("namespace=~\"$namespace", "node=~\"$node");
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("panels")
  void ratesCountersAndNothingElse(Panel panel) {
    for (String query : panel.queries()) {
      for (MatchResult metric : SELECTOR.matcher(query).results().toList()) {
        boolean rated = metric.group(1).endsWith("rate(") || metric.group(1).endsWith("increase(");
        assertThat(rated).as(query).isEqualTo(spec(metric).type() == FamilySpec.Type.COUNTER);
      }
      assertThat(query).doesNotContainPattern("\\[(?!\\$__rate_interval\\])");
    }
  }

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  static List<Panel> panels() {
    return Dashboard.all().stream().flatMap(dashboard -> dashboard.panels().stream()).toList();
  }

  private static FamilySpec spec(MatchResult metric) {
    return Objects.requireNonNull(SPECS.get(metric.group(2)), metric.group(2));
  }

  private static String source(JsonNode node) {
    return node.path("datasource").path("uid").asText();
  }

  private static int at(JsonNode place, String field) {
    return place.path(field).asInt();
  }

  private static boolean overlap(JsonNode a, JsonNode b) {
    return at(a, "x") < at(b, "x") + at(b, "w")
        && at(b, "x") < at(a, "x") + at(a, "w")
        && at(a, "y") < at(b, "y") + at(b, "h")
        && at(b, "y") < at(a, "y") + at(a, "h");
  }
}
