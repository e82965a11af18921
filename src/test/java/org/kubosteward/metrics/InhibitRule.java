package org.kubosteward.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One rule of {@code alerts/alertmanager.yaml} about which alert keeps which other one quiet. */
record InhibitRule(List<String> sources, List<String> targets, List<String> equal) {
  private static final Pattern MATCHER = Pattern.compile("(\\w+)(=~|!~|!=|=)\"(.*)\"");

  static List<InhibitRule> all() {
    JsonNode config = AlertRule.yaml(AlertRule.ALERTS.resolve("alertmanager.yaml"));
    return Dashboard.elements(config.path("inhibit_rules"))
        .map(
            rule ->
                new InhibitRule(
                    words(rule.path("source_matchers")),
                    words(rule.path("target_matchers")),
                    words(rule.path("equal"))))
        .toList();
  }

  /** Whether the one keeps the other quiet, as Alertmanager documents it. */
  boolean holds(Map<String, String> source, Map<String, String> target) {
    return sources.stream().allMatch(matcher -> matches(matcher, source))
        && targets.stream().allMatch(matcher -> matches(matcher, target))
        && equal.stream().allMatch(l -> value(l, source).equals(value(l, target)));
  }

  /** A label that is not there is one that is empty. */
  private static String value(String label, Map<String, String> labels) {
    return labels.getOrDefault(label, "");
  }

  private static boolean matches(String matcher, Map<String, String> labels) {
    Matcher parts = MATCHER.matcher(matcher);
    if (!parts.matches()) {
      throw new IllegalArgumentException(matcher);
    }
    String value = value(parts.group(1), labels);
    boolean is =
        parts.group(2).endsWith("~") ? value.matches(parts.group(3)) : value.equals(parts.group(3));
    return is != parts.group(2).startsWith("!");
  }

  private static List<String> words(JsonNode list) {
    return Dashboard.elements(list).map(JsonNode::asText).toList();
  }
}
