package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.kubosteward.health.Code;

/** What holds for every alert, told without Prometheus. */
class AlertsTest {
  private static final Path RUNBOOKS = Path.of("docs/runbooks");
  private static final String RUNBOOK_BASE =
      "https://github.com/kubo-steward/kubo-steward/blob/main/docs/runbooks/";
  private static final Pattern CODE = Pattern.compile("code=\"([A-Z_]+)\"");

  /** What every alert must prove, each in a test block named {@code <severity>: <proof>}. */
  private static final List<String> PROOFS =
      List.of("fires", "too short", "resolves", "no series", "scrape gap", "flapping");

  /** What an alert about findings must prove beyond that. */
  private static final List<String> FINDING_PROOFS =
      List.of("muted", "cannot tell", "another code");

  /** It always fires: only its absence says something, and only to somebody outside. */
  private static final String DEAD_MAN = "StewardWatchdog";

  private static final Set<String> ANNOTATIONS =
      Set.of("summary", "description", "impact", "runbook_url", "dashboard_url");

  private static final List<String> HEADINGS =
      List.of(
          "Meaning",
          "Impact",
          "Diagnosis",
          "Mitigation",
          "What the plane does",
          "How to stop it",
          "Drill");

  /** Codes without an alert, each with its reason. */
  private static final Map<Code, String> NOBODY_NEEDS_TO_KNOW =
      Map.of(
          Code.CONTENT_EXCESS, "a copy too many hurts nobody, and waits for a yes as shipped",
          Code.STEWARD_PAUSED, "StewardPaused counts the pauses themselves",
          Code.FLEET_RECOVERING, "the nodes that were silent have alerts of their own",
          Code.REMEDY_REFUSED, "StewardRefusedTooLong counts the refusals themselves");

  @TestFactory
  Stream<DynamicTest> provesWhenItFiresAndWhenNot() {
    return each(
        rule -> {
          boolean aboutFindings = CODE.matcher(rule.expr()).find();
          List<String> blocks = rule.blocks();
          if (rule.alert().equals(DEAD_MAN)) {
            assertThat(blocks).containsExactly("info: fires whatever is scraped");
            return;
          }
          Stream.concat(PROOFS.stream(), aboutFindings ? FINDING_PROOFS.stream() : Stream.of())
              .map(proof -> rule.severity() + ": " + proof)
              .filter(proof -> blocks.stream().noneMatch(block -> block.startsWith(proof)))
              .findFirst()
              .ifPresent(
                  proof ->
                      fail(
                          "alerts/tests/%s_test.yaml has no block named '%s'",
                          rule.alert(), proof));
        });
  }

  @Test
  void saysInEveryTestWhichSeverityItIsAbout() {
    Map<String, Set<String>> severities =
        AlertRule.all().stream()
            .collect(
                Collectors.groupingBy(
                    AlertRule::alert, Collectors.mapping(AlertRule::severity, Collectors.toSet())));

    assertThat(severities)
        .allSatisfy(
            (alert, known) ->
                assertThat(AlertRule.blocks(alert))
                    .as(alert)
                    .allSatisfy(
                        block -> assertThat(known).contains(block.replaceFirst(":.*", ""))));
  }

  @TestFactory
  Stream<DynamicTest> tellsThePersonWhoIsWokenWhatToKnow() {
    return each(
        rule -> {
          assertThat(rule.alert()).matches("(Kubo|Content|Steward)[A-Z][A-Za-z]+");
          assertThat(rule.severity()).isIn("critical", "warning", "info");
          assertThat(rule.annotations())
              .containsKeys(ANNOTATIONS.toArray(String[]::new))
              .containsEntry("runbook_url", RUNBOOK_BASE + rule.alert() + ".md");
          assertThat(rule.annotations().get("summary")).matches("[A-Z].{10,}\\.");
          assertThat(rule.annotations().get("description")).endsWith(".");
          assertThat(rule.annotations().get("impact")).matches("(?s)[A-Z].{5,}\\.");
          assertThat(rule.annotations().keySet())
              .filteredOn(name -> !ANNOTATIONS.contains(name))
              .isSubsetOf("plane");
          assertThat(rule.annotations().get("dashboard_url"))
              .matches("/d/(%s)/.*var-cluster=.*".formatted(String.join("|", Dashboard.uids())));
        });
  }

  @TestFactory
  Stream<DynamicTest> hasARunbookWithEveryHeading() {
    return each(
        rule -> {
          String page = AlertRule.text(RUNBOOKS.resolve(rule.alert() + ".md"));
          assertThat(page).startsWith("# " + rule.alert() + "\n");
          assertThat(
                  page.lines()
                      .filter(line -> line.startsWith("## "))
                      .map(line -> line.substring(3)))
              .containsExactlyElementsOf(HEADINGS);
        });
  }

  @Test
  void hasNoRunbookAndNoTestWithoutAnAlert() {
    Set<String> alerts = AlertRule.all().stream().map(AlertRule::alert).collect(Collectors.toSet());

    assertThat(AlertRule.in(RUNBOOKS, ".md"))
        .extracting(page -> page.getFileName().toString().replace(".md", ""))
        .filteredOn(name -> !name.equals("README"))
        .isSubsetOf(alerts);
    assertThat(AlertRule.in(AlertRule.ALERTS.resolve("tests"), ".yaml"))
        .extracting(test -> test.getFileName().toString().replace("_test.yaml", ""))
        .isSubsetOf(alerts);
  }

  @Test
  void hasAnAlertForEveryCode() {
    Set<String> alerted =
        AlertRule.all().stream()
            .flatMap(rule -> CODE.matcher(rule.expr()).results())
            .map(match -> match.group(1))
            .collect(Collectors.toSet());

    assertThat(Stream.of(Code.values()).filter(code -> !NOBODY_NEEDS_TO_KNOW.containsKey(code)))
        .extracting(Code::name)
        .allSatisfy(code -> assertThat(alerted).contains(code));
    assertThat(Stream.of(Code.values()).map(Code::name).toList()).containsAll(alerted);
  }

  @Test
  void leavesGapsAndMutesToTheOneRuleThatKnowsThem() {
    assertThat(AlertRule.all())
        .filteredOn(rule -> !rule.alert().startsWith("Steward"))
        .filteredOn(rule -> rule.expr().contains("steward_health_finding"))
        .allSatisfy(
            rule ->
                assertThat(rule.expr())
                    .contains("fleet:steward_health_finding:held")
                    .doesNotContain("(steward_health_finding"));
  }

  @Test
  void pagesNobodyForAnythingUnderHalfAMinute() {
    assertThat(AlertRule.all())
        .filteredOn(rule -> !rule.alert().equals(DEAD_MAN))
        .allSatisfy(rule -> assertThat(rule.after()).matches("30s|[1-9][0-9]*[mh]"));
  }

  @Test
  void namesOnlyCommandsThatKuboHas() {
    // A pasted command that answers 404 at 3 a.m. is worse than none.
    Set<String> known =
        Set.of(
            "version",
            "id",
            "diag/cmds",
            "diag/sys",
            "diag/healthy",
            "swarm/peers",
            "swarm/connect",
            "swarm/disconnect",
            "swarm/peering/ls",
            "swarm/resources",
            "bootstrap/list",
            "bootstrap/rm",
            "repo/stat",
            "repo/gc",
            "repo/verify",
            "pin/ls",
            "pin/rm",
            "pin/add",
            "block/put",
            "block/get",
            "block/stat",
            "config",
            "stats/bw",
            "files/stat");
    for (Path page : AlertRule.in(RUNBOOKS, ".md")) {
      assertThat(
              Pattern.compile("api/v0/([a-z/]+)")
                  .matcher(AlertRule.text(page))
                  .results()
                  .map(match -> match.group(1)))
          .as(page.toString())
          .allSatisfy(command -> assertThat(known).contains(command));
    }
  }

  @Test
  void postsToKuboWhereverARunbookTalksToIt() {
    for (Path page : AlertRule.in(RUNBOOKS, ".md")) {
      assertThat(AlertRule.text(page).lines().filter(line -> line.contains("/api/v0/")))
          .as(page.toString())
          .filteredOn(line -> line.strip().startsWith("curl"))
          .allSatisfy(line -> assertThat(line).contains("-X POST"));
    }
  }

  private interface Look {
    void at(AlertRule rule);
  }

  private static Stream<DynamicTest> each(Look look) {
    return AlertRule.all().stream()
        .map(
            rule ->
                DynamicTest.dynamicTest(rule.alert() + " " + rule.severity(), () -> look.at(rule)));
  }
}
