package org.kubosteward.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kubosteward.fleet.Fleets;
import org.kubosteward.health.check.Checks;

class ScenariosTest {
  private static final List<String> KINDS = List.of("raises", "stays-quiet", "cannot-tell");
  private static final Set<String> FILES = Set.of("fleet.yaml", "report.yaml", "plan.yaml");

  /** Each goes over its rounds once, a week of them in some, though two tests ask what was said. */
  private static final Map<Scenario, Told> TOLD = new ConcurrentHashMap<>();

  /** When the rounds were, the reports of those that are written down, and the first of a code. */
  private record Told(
      List<Duration> times, Map<Duration, HealthReport> reports, Map<Code, Finding> first) {
    static Told by(Scenario scenario) {
      List<Picture> pictures = scenario.pictures();
      List<Duration> times =
          pictures.stream().map(p -> Duration.between(Fleets.START, p.takenAt())).toList();
      Set<Duration> asked =
          scenario.expected().stream().map(Scenario.Expected::at).collect(Collectors.toSet());
      List<HealthReport> all = Scenario.reports(pictures);
      Map<Duration, HealthReport> reports = new HashMap<>();
      Map<Code, Finding> first = new EnumMap<>(Code.class);
      for (int i = 0; i < times.size(); i++) {
        all.get(i).findings().stream()
            .filter(finding -> finding.level() != Level.CANNOT_TELL && !finding.stale())
            .forEach(finding -> first.putIfAbsent(finding.code(), finding));
        if (asked.contains(times.get(i))) {
          reports.put(times.get(i), all.get(i));
        }
      }
      return new Told(times, reports, first);
    }
  }

  static Stream<Scenario> scenarios() {
    return Scenario.all().stream();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theReportIsAsWritten(Scenario scenario) {
    Told told = told(scenario);
    List<Duration> times = told.times();
    assertThat(times).as("rounds run forward").isSorted().doesNotHaveDuplicates().isNotEmpty();
    assertThat(scenario.expected()).isNotEmpty();
    for (Scenario.Expected expected : scenario.expected()) {
      assertThat(times).as("a round at %s", expected.at()).contains(expected.at());
      HealthReport report = Optional.ofNullable(told.reports().get(expected.at())).orElseThrow();
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
    Map<Code, Finding> first = told(scenario).first();
    if (scenario.situation().startsWith("raises")) {
      assertThat(first).containsKey(code);
    } else if (KINDS.stream().anyMatch(kind -> scenario.situation().startsWith(kind))) {
      assertThat(first).doesNotContainKey(code);
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

  private static Told told(Scenario scenario) {
    return TOLD.computeIfAbsent(scenario, Told::by);
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
