package org.kubosteward.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules, their tests, dashboards and runbooks speak only of metrics that exist. */
class MetricsUsedTest {
  private static final Pattern METRIC = Pattern.compile("\\bsteward_[a-z_]+[a-z]");

  @ParameterizedTest
  @MethodSource("files")
  void usesOnlyMetricsOfTheCatalogue(Path file) {
    Set<String> known = Catalogue.all().stream().map(FamilySpec::name).collect(Collectors.toSet());

    assertThat(METRIC.matcher(AlertRule.text(file)).results().map(match -> match.group()))
        .as("a typo here is an alert that never fires")
        .allSatisfy(name -> assertThat(known).contains(name));
  }

  static Stream<Path> files() {
    return Stream.of(
            AlertRule.in(Path.of("alerts"), ".yaml"),
            AlertRule.in(Path.of("alerts/tests"), ".yaml"),
            AlertRule.in(Path.of("dashboards"), ".json"),
            AlertRule.in(Path.of("docs/runbooks"), ".md"))
        .flatMap(files -> files.stream());
  }
}
