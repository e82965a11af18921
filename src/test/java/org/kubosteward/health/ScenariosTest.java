package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.check.Checks;

class ScenariosTest {
  private static final List<String> KINDS = List.of("raises", "stays-quiet", "cannot-tell");
  private static final Set<String> FILES = Set.of("fleet.yaml", "report.yaml", "plan.yaml");

  static Stream<Scenario> scenarios() {
    return Scenario.all().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theReportIsAsWritten(Scenario scenario) {
    List<FleetSnapshot> pictures = scenario.pictures();
    List<HealthReport> reports = scenario.reports();
    List<Duration> times =
        pictures.stream().map(p -> Duration.between(Fleets.START, p.takenAt())).toList();
    assertThat(times).as("rounds run forward").isSorted().doesNotHaveDuplicates().isNotEmpty();
    assertThat(scenario.expected()).isNotEmpty();
    for (Scenario.Expected expected : scenario.expected()) {
      assertThat(times).as("a round at %s", expected.at()).contains(expected.at());
      HealthReport report = reports.get(times.indexOf(expected.at()));
      assertThat(report.findings().stream().map(ScenariosTest::line))
          .as("findings at %s", expected.at())
          .containsExactlyElementsOf(
              expected.findings().stream().map(ScenariosTest::line).toList());
      for (int i = 0; i < expected.findings().size(); i++) {
        Finding finding = report.findings().get(i);
        expected
            .findings()
            .get(i)
            .evidence()
            .forEach(
                (name, part) ->
                    assertThat(finding.evidence().getOrDefault(name, "(no such evidence)"))
                        .as("evidence %s of %s", name, finding)
                        .contains(part));
      }
      assertThat(report.status()).as("status at %s", expected.at()).isEqualTo(expected.status());
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theSituationIsWhatItsNameSays(Scenario scenario) {
    Code code = Code.valueOf(scenario.code().replace('-', '_').toUpperCase(Locale.ROOT));
    List<Finding> told =
        scenario.reports().stream()
            .flatMap(report -> report.findings().stream())
            .filter(finding -> finding.code() == code && finding.level() != Level.CANNOT_TELL)
            .filter(finding -> !finding.stale())
            .toList();
    if (scenario.situation().startsWith("raises")) {
      assertThat(told).isNotEmpty();
    } else if (KINDS.stream().anyMatch(kind -> scenario.situation().startsWith(kind))) {
      assertThat(told).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void noFileIsLeftUnread(Scenario scenario) {
    assertThat(FILES).containsAll(scenario.files());
    assertThat(scenario.files()).contains("fleet.yaml", "report.yaml");
  }

  @Test
  void everyCheckHasItsThreeSituations() {
    for (Code code : Checks.by(HealthPolicy.shipped()).keySet()) {
      Set<String> situations =
          Scenario.all().stream()
              .filter(scenario -> scenario.code().equals(folder(code)))
              .map(Scenario::situation)
              .collect(Collectors.toCollection(TreeSet::new));
      for (String kind : KINDS) {
        assertThat(situations)
            .as("scenarios/%s needs a folder whose name begins with %s", folder(code), kind)
            .anyMatch(situation -> situation.startsWith(kind));
      }
    }
  }

  @Test
  void nothingElseLiesAmongTheScenarios() {
    Set<String> known =
        Stream.of(Code.values()).map(ScenariosTest::folder).collect(Collectors.toSet());
    for (Path entry : Scenario.list(Scenario.ROOT)) {
      if (!Files.isDirectory(entry)) {
        assertThat(entry.getFileName()).hasToString("README.md");
        continue;
      }
      assertThat(known).contains(String.valueOf(entry.getFileName()));
      assertThat(Scenario.list(entry)).isNotEmpty().allMatch(Files::isDirectory);
    }
  }

  private static String folder(Code code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String line(Finding finding) {
    return "%s %s %s since %s"
        .formatted(
            finding.code(),
            finding.subject(),
            finding.level(),
            Duration.between(Fleets.START, finding.since()));
  }

  private static String line(Scenario.ExpectedFinding finding) {
    return "%s %s %s since %s"
        .formatted(finding.code(), finding.subject(), finding.level(), finding.since());
  }
}
