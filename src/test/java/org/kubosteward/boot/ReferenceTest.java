package org.kubosteward.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.house.RpcPage;
import org.kubosteward.house.SettingsPage;
import org.kubosteward.metrics.AlertsPage;
import org.kubosteward.metrics.Catalogue;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy.Rule;
import org.kubosteward.remedy.guard.Guards;

/**
 * The pages under docs/reference are made from the code; {@code ./mvnw test -Dtest=ReferenceTest
 * -Dreference.write} writes them.
 */
class ReferenceTest {
  private static final Path PAGES = Path.of("docs/reference");

  @Test
  void thePagesSayWhatTheCodeSays() throws IOException {
    for (Map.Entry<String, String> page : pages().entrySet()) {
      Path file = PAGES.resolve(page.getKey());
      if (System.getProperty("reference.write") != null) {
        Files.createDirectories(PAGES);
        Files.writeString(file, page.getValue());
      }
      assertThat(file)
          .as("stale; write it with ./mvnw test -Dtest=ReferenceTest -Dreference.write")
          .hasContent(page.getValue());
    }
  }

  @Test
  void noPageIsLeftOverFromCodeThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(pages().keySet());
    }
  }

  @Test
  void everySettingThatMovesAGuardExists() {
    String settings = SettingsPage.of(Configs.MAPPINGS);

    assertThat(Guards.all())
        .flatExtracting(Guard::settings)
        .isNotEmpty()
        .allSatisfy(setting -> assertThat(settings).contains("| `" + setting + "` |"));
  }

  private static Map<String, String> pages() {
    Map<String, String> pages = new TreeMap<>();
    pages.put("settings.md", SettingsPage.of(Configs.MAPPINGS));
    pages.put("metrics.md", metrics());
    pages.put("codes.md", codes());
    pages.put("alerts.md", AlertsPage.text());
    pages.put("guards.md", guards());
    pages.put("actions.md", actions());
    pages.put("rpc.md", RpcPage.text());
    pages.put("openapi.yaml", contract());
    return pages;
  }

  /** Served by the plane, so it lies among its resources. */
  private static String contract() {
    try {
      return Files.readString(Path.of("src/main/resources/openapi.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String metrics() {
    return """
    # Metrics

    Served at `:9000/q/metrics`, computed from the latest round at each scrape. *Contract* names
    are kept across releases; *evolving* ones may still change.

    | metric | type | labels | stability | what it is |
    |---|---|---|---|---|
    """
        + Catalogue.all().stream()
            .map(
                family ->
                    "| `%s` | %s | %s | %s | %s |"
                        .formatted(
                            family.name(),
                            word(family.type()),
                            String.join(", ", family.labels()),
                            word(family.stability()),
                            family.help()))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String codes() {
    return """
    # Health codes

    A condition becomes a finding once it was seen for the first time without a break, and the
    finding clears once it was gone for the second; `steward.health.codes."CODE".raise-after`
    and `.clear-after` replace them.

    | code | raised after | cleared after | meaning |
    |---|---|---|---|
    """
        + Stream.of(Code.values())
            .map(
                code ->
                    "| `%s` | %s | %s | %s |"
                        .formatted(
                            code,
                            Evidence.span(code.hold().raiseAfter()),
                            Evidence.span(code.hold().clearAfter()),
                            code.meaning()))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String guards() {
    return """
    # Guards

    Asked in this order before every action; the first that has a reason refuses, and the reason
    stands in the log, the journal, the API and the page. Each refusal counts in
    `steward_remedy_refusals_total{action,guard}`, and shows in `steward_remedy_decision` while it
    lasts; one that lasts ten minutes is the finding `REMEDY_REFUSED`, but where another finding,
    time or a person's wish says so already (*told* is no). Where the defaults come from:
    [decision 13](../decisions/0013-where-the-guards-defaults-come-from.md).

    | guard | when it refuses | settings | told |
    |---|---|---|---|
    """
        + Guards.all().stream()
            .map(
                guard ->
                    "| `%s` | %s | %s | %s |"
                        .formatted(
                            guard.name(),
                            guard.meaning(),
                            guard.settings().stream()
                                .map("`%s`"::formatted)
                                .collect(Collectors.joining(", ")),
                            guard.toldWhenItLasts() ? "yes" : "no"))
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String actions() {
    return """
    # Actions

    `steward.remedy.actions."ACTION".mode` moves an action between `observe`, `propose`,
    `approve` and `auto`; `steward.mode` is the ceiling of them all.

    | action | mode as shipped | cool-down | attempts | given up after | can hurt | unsafe on kubo |
    |---|---|---|---|---|---|---|
    """
        + Stream.of(ActionKind.values())
            .map(
                kind -> {
                  Rule rule = Rule.shipped(kind);
                  return "| `%s` | %s | %s to %s | %d | %s | %s | %s |"
                      .formatted(
                          kind.label(),
                          word(rule.mode()),
                          Evidence.span(rule.cooldown()),
                          Evidence.span(rule.cooldownMax()),
                          rule.attempts(),
                          Evidence.span(kind.deadline()),
                          kind.disruptive() ? "yes" : "no",
                          unsafe(kind));
                })
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String unsafe(ActionKind kind) {
    return kind.hazards().isEmpty()
        ? "-"
        : kind.hazards().stream()
            .map(
                hazard ->
                    "%s: %s (%s)".formatted(hazard.versions(), hazard.what(), hazard.source()))
            .collect(Collectors.joining("; "));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
