package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.metrics.Dashboard.Panel;

/**
 * What a linter of dashboards asks for: the seventeen rules of grafana/dashboard-linter, and ours.
 *
 * <p>Two pairs of its rules are followed in spirit. It wants variables {@code job} and {@code
 * instance} on every query; here several planes say the same of one node, so that what is chosen is
 * {@code cluster}, {@code namespace} and {@code node}, and their "all" is {@code .*} where it wants
 * {@code .+}: a Prometheus of one cluster puts no label {@code cluster} on anything. Its two rules
 * for LogQL hold because nothing but Prometheus is asked. Whether a query is PromQL at all, {@link
 * DashboardIT} has a real Prometheus say.
 */
class DashboardTest {
  private static final Map<String, String> UIDS =
      Map.of(
          "fleet", "kubo-fleet",
          "node", "kubo-node",
          "content", "kubo-content",
          "remedies", "kubo-remedies",
          "plane", "kubo-plane");

  /** Types of panel of Grafana's own; any other would need a plugin that may not be there. */
  private static final List<String> TYPES =
      List.of("stat", "table", "timeseries", "state-timeline");

  private static final Pattern SELECTOR =
      Pattern.compile("(.{0,10})\\b((?:[a-z]+:)?steward_[a-z_]+[a-z](?::[a-z_]+)?)(\\{[^}]*\\})?");

  /** What an alert looks back over is shown over the same time, whatever is zoomed into. */
  private static final Pattern WINDOW =
      Pattern.compile("_over_time\\([a-z]+:steward_[a-z_:]+\\{[^}]*\\}\\[[0-9]+[hd]\\]\\)");

  private static final Pattern LABEL_VALUES =
      Pattern.compile("label_values\\((steward_[a-z_]+)(\\{.+\\})?, ([a-z]+)\\)");
  private static final Pattern BY = Pattern.compile("\\bby \\(([a-z, ]+)\\)");
  private static final Map<String, String> RECORDED = AlertRule.recorded();
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
    assertThat(dashboard.variables().get(0).path("query").asText()).isEqualTo("prometheus");
    assertThat(dashboard.variables())
        .filteredOn(variable -> variable.path("type").asText().equals("query"))
        .hasSize(3)
        .allSatisfy(
            variable -> {
              assertThat(variable.path("multi").asBoolean()).isTrue();
              assertThat(variable.path("includeAll").asBoolean()).isTrue();
              assertThat(variable.path("refresh").asInt()).as("on time change").isEqualTo(2);
              assertThat(variable.path("allValue").asText()).isEqualTo(".*");
              assertThat(source(variable)).isEqualTo("${datasource}");
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void offersTheValuesOfLabelsThatThereAre(Dashboard dashboard) {
    assertThat(dashboard.variables())
        .filteredOn(variable -> variable.path("type").asText().equals("query"))
        .allSatisfy(
            variable -> {
              Matcher values = LABEL_VALUES.matcher(variable.path("query").path("query").asText());
              assertThat(values.matches()).as(variable.toString()).isTrue();
              assertThat(values.group(3)).isEqualTo(variable.path("name").asText());
              assertThat(labels(values.group(1))).contains(values.group(3));
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
        .allSatisfy(
            target -> {
              assertThat(source(target)).isEqualTo("${datasource}");
              assertThat(target.path("datasource").path("type").asText()).isEqualTo("prometheus");
            });
  }

  @ParameterizedTest
  @MethodSource("panels")
  void narrowsEveryQueryToWhatWasChosen(Panel panel) {
    for (String query : panel.queries()) {
      List<MatchResult> metrics = SELECTOR.matcher(query).results().toList();
      assertThat(metrics).as(query).isNotEmpty();
      for (MatchResult metric : metrics) {
        List<String> labels = labels(metric.group(2));
        for (String label : labels) {
          // A mute without a node is one of the whole fleet, and belongs to every choice.
          boolean chosen = label.equals("node") && labels.contains("namespace");
          if (chosen || List.of("cluster", "namespace").contains(label)) {
            assertThat(metric.group(3)).as(query).isNotNull().contains(label + "=~\"$" + label);
          }
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
        assertThat(rated).as(query).isEqualTo(counts(metric.group(2)));
      }
      assertThat(WINDOW.matcher(query).replaceAll(""))
          .doesNotContainPattern("\\[(?!\\$__rate_interval\\])");
    }
  }

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  static List<Panel> panels() {
    return Dashboard.all().stream().flatMap(dashboard -> dashboard.panels().stream()).toList();
  }

  private static boolean counts(String metric) {
    return !RECORDED.containsKey(metric) && spec(metric).type() == FamilySpec.Type.COUNTER;
  }

  /** The labels of a family, and that of the scrape; of what a rule records, those it keeps. */
  private static List<String> labels(String metric) {
    String expression = RECORDED.get(metric);
    if (expression == null) {
      return Stream.concat(Stream.of("cluster"), spec(metric).labels().stream()).toList();
    }
    Matcher by = BY.matcher(expression);
    assertThat(by.find()).as(expression).isTrue();
    return List.of(by.group(1).split(", ", -1));
  }

  private static FamilySpec spec(String metric) {
    return Objects.requireNonNull(SPECS.get(metric), metric);
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
