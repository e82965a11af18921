package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The dashboards in the eyes of Grafana's own types. */
class DashboardSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @MethodSource("dashboards")
  void isAsGrafanasTypesHaveIt(Dashboard dashboard) {
    assertThat(GrafanaSchema.faults(dashboard.json())).isEmpty();
  }

  /** One wrong word at that place of the first panel of a type, or of the dashboard (-). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          -              | -                              | refresch           | "30s"           | refresch
          -              | -                              | graphTooltip       | 3               | graphTooltip
          -              | /templating/list/1             | definition         | "x"             | definition
          -              | /templating/list/1             | refresh            | 5               | refresh
          -              | /annotations/list/0            | expr               | "up"            | expr
          -              | /links/0                       | type               | "href"          | type
          row            | -                              | collapsed          | "no"            | collapsed
          stat           | -                              | descripton         | "x"             | descripton
          stat           | /gridPos                       | w                  | "6"             | /gridPos/w
          stat           | /options                       | graphmode          | "none"          | graphmode
          stat           | /options                       | colorMode          | "backgruond"    | colorMode
          stat           | /options/reduceOptions         | calcs              | "lastNotNull"   | calcs
          stat           | /fieldConfig/defaults          | custom             | {}              | have none
          stat           | /fieldConfig/defaults/color    | mode               | "tresholds"     | mode
          stat           | /targets/0                     | expression         | "up"            | expression
          table          | /options                       | cellHeight         | "small"         | cellHeight
          table          | /fieldConfig/overrides/0/properties/0 | id          | "colour"        | overrides
          table          | /targets/0                     | format             | "tabel"         | format
          timeseries     | /options/legend                | placement          | "below"         | placement
          timeseries     | /options/tooltip               | sort               | "descending"    | sort
          timeseries     | /fieldConfig/defaults/custom   | lineWith           | 1               | lineWith
          timeseries     | /fieldConfig/defaults/custom   | fillOpacity        | "8"             | fillOpacity
          state-timeline | /options                       | showValue          | "no"            | showValue
          state-timeline | /options                       | mergeVales         | true            | mergeVales
          """)
  void refusesAWordThatGrafanaDoesNotKnow(
      String type, String place, String key, String value, String said) throws Exception {
    JsonNode dashboard = dashboardWith(type).deepCopy();
    JsonNode part = type.equals("-") ? dashboard : panel(dashboard, type, place);
    ((ObjectNode) part.at(place.equals("-") ? "" : place)).set(key, JSON.readTree(value));

    assertThat(GrafanaSchema.faults(dashboard))
        .isNotEmpty()
        .allSatisfy(fault -> assertThat(fault).contains(said));
  }

  @Test
  void refusesATypeOfPanelThatItDoesNotKnow() {
    JsonNode dashboard = Dashboard.read("fleet").json().deepCopy();
    ((ObjectNode) panel(dashboard, "stat", "-")).put("type", "graph");

    assertThat(GrafanaSchema.faults(dashboard)).singleElement().asString().contains("graph");
  }

  static List<Dashboard> dashboards() {
    return Dashboard.all();
  }

  private static JsonNode dashboardWith(String type) {
    return Dashboard.all().stream()
        .map(Dashboard::json)
        .filter(
            json -> type.equals("-") || json.path("panels").findValuesAsText("type").contains(type))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode panel(JsonNode dashboard, String type, String place) {
    return Dashboard.elements(dashboard.path("panels"))
        .filter(panel -> panel.path("type").asText().equals(type))
        .filter(panel -> place.equals("-") || panel.at(place).isObject())
        .findFirst()
        .orElseThrow();
  }
}
