package org.kubosteward.metrics;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of all alerts, made of the rules, their tests and their runbooks. */
public final class AlertsPage {
  private static final Pattern CODE = Pattern.compile("code=\"([A-Z_]+)\"");

  /** A drill of one severity of an alert says which. */
  private static final Pattern DRILL =
      Pattern.compile("`lab/drill ([a-z-]+)`[^(\n]*(?:\\((warning|critical)\\):)?");

  private static final Path RUNBOOKS = Path.of("docs/runbooks");
  private static final Path PAGE = Path.of("src/test/resources/pages/node-down.txt");

  private AlertsPage() {}

  /** The page as it must be under {@code docs/reference}. */
  public static String text() {
    return """
        # Alerts

        All rules under `alerts/`. *For* is how long it must be so before the alert fires: one value
        a rule. *Tests* counts the blocks of `alerts/tests/ALERT_test.yaml` about that severity, all
        run by `promtool test rules` in `./mvnw verify`. A drill breaks a real fleet until somebody
        is called: `lab/drill NAME`; how long it took is in [drills](../drills.md). An alert without
        a code is about findings of many codes, about a trend, or about the plane itself.

        | alert | severity | for | code | tests | drills |
        |---|---|---|---|---|---|
        """
        + tiers().values().stream().map(AlertsPage::row).collect(Collectors.joining("\n", "", "\n"))
        + """

        %d rules of %d alerts, %d test blocks; %d alerts have a drill.

        ## As it arrives

        What a person reads, here about a node that is down, as a real Alertmanager renders
        `alerts/templates/kubo-steward.tmpl`: what, where, since when, why, what it means, what the
        plane does now and did, and where to go on.

        ```
        %s
        ```
        """
            .formatted(
                AlertRule.all().size(),
                names().size(),
                names().stream().mapToInt(name -> AlertRule.blocks(name).size()).sum(),
                names().stream().filter(name -> drills(name).findAny().isPresent()).count(),
                AlertRule.text(PAGE).strip());
  }

  /** The rules of one alert and one severity are a row. */
  private static Map<String, List<AlertRule>> tiers() {
    return AlertRule.all().stream()
        .collect(
            Collectors.groupingBy(
                rule -> rule.alert() + " " + rule.severity(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private static String row(List<AlertRule> tier) {
    AlertRule first = tier.get(0);
    return "| [%s](../runbooks/%s.md) | %s | %s | %s | %d | %s |"
        .formatted(
            first.alert(),
            first.alert(),
            first.severity(),
            tier.stream().map(AlertsPage::after).collect(Collectors.joining(", ")),
            tier.stream()
                .flatMap(rule -> codes(rule.expr()))
                .distinct()
                .map("`%s`"::formatted)
                .collect(Collectors.joining(", ")),
            AlertRule.blocks(first.alert()).stream()
                .filter(block -> block.startsWith(first.severity() + ":"))
                .count(),
            drills(first.alert())
                .filter(drill -> drill.group(2) == null || drill.group(2).equals(first.severity()))
                .map(drill -> "`%s`".formatted(drill.group(1)))
                .collect(Collectors.joining(", ")));
  }

  private static String after(AlertRule rule) {
    return rule.after().isEmpty() ? "at once" : rule.after();
  }

  private static List<String> names() {
    return AlertRule.all().stream().map(AlertRule::alert).distinct().toList();
  }

  /** A test holds the runbooks to the drills that there are. */
  private static Stream<MatchResult> drills(String alert) {
    return DRILL.matcher(AlertRule.text(RUNBOOKS.resolve(alert + ".md"))).results();
  }

  /** The codes that make it fire; what it is silent about comes after. */
  private static Stream<String> codes(String expression) {
    return CODE.matcher(expression.replaceFirst("(?s)\\bunless\\b.*", ""))
        .results()
        .map(match -> match.group(1));
  }
}
