package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Drills, alerts, runbooks and the table of the drills, tied to each other. */
class DrillTest {
  private static final Path RUNBOOKS = Path.of("docs/runbooks");

  @Test
  void isAboutAnAlertThatIsThere() {
    assertThat(alerts()).containsAll(drilled());
    assertThat(Drill.all()).extracting(Drill::name).doesNotHaveDuplicates();
  }

  @Test
  void isNamedInTheRunbookWithTheLastTimes() {
    List<String> rows = lines(Path.of("docs/drills.md")).toList();

    assertThat(Drill.all())
        .allSatisfy(
            drill ->
                assertThat(section(drill.alert()))
                    .contains("`lab/drill " + drill.name() + "`")
                    .containsAnyOf(
                        DrillPages.last(rows, drill.name()).orElse("never"), DrillPages.NOT_YET));
  }

  @Test
  void isWantedForEveryAlertOrTheRunbookSaysWhyThereIsNone() {
    assertThat(alerts().stream().filter(alert -> !drilled().contains(alert)))
        .allSatisfy(alert -> assertThat(section(alert)).startsWith("None").contains(": "));
  }

  @Test
  void isThereForEveryAlertThatPagesAndForNineInTenOfTheOthers() {
    Set<String> urgent = urgent();
    assertThat(drilled()).containsAll(urgent);

    Set<String> others = alerts();
    others.removeAll(urgent);
    long held = others.stream().filter(drilled()::contains).count();
    assertThat(held * 10).isGreaterThanOrEqualTo(others.size() * 9L);
  }

  @Test
  void makesEveryWaitAndEveryWindowShorterWhenQuick() {
    String rule =
        "    interval: 15s\n  expr: max_over_time(x[3m]) > 120\n  for: 1h\n  keep_firing_for: 2m\n";

    assertThat(Tempo.SHIPPED.rules(rule)).isEqualTo(rule);
    assertThat(Tempo.FAST.rules(rule))
        .isEqualTo(
            "    interval: 1s\n  expr: max_over_time(x[6s]) > 10\n  for: 10s\n  keep_firing_for: 4s\n");
  }

  private static String section(String alert) {
    return DrillPages.section(text(RUNBOOKS.resolve(alert + ".md")));
  }

  private static Set<String> drilled() {
    return Drill.all().stream().map(Drill::alert).collect(Collectors.toSet());
  }

  private static Set<String> alerts() {
    return Stream.of("kubo", "steward", "trends")
        .flatMap(name -> lines(Path.of("alerts", name + ".rules.yaml")))
        .filter(line -> line.contains("- alert: "))
        .map(line -> line.replace("- alert: ", "").strip())
        .collect(Collectors.toSet());
  }

  /** The alerts that are critical in one of their tiers. */
  private static Set<String> urgent() {
    Set<String> urgent = new TreeSet<>();
    String alert = "";
    for (String line :
        Stream.of("kubo", "steward", "trends")
            .flatMap(name -> lines(Path.of("alerts", name + ".rules.yaml")))
            .map(String::strip)
            .toList()) {
      if (line.startsWith("- alert: ")) {
        alert = line.replace("- alert: ", "");
      } else if (line.equals("severity: critical")) {
        urgent.add(alert);
      }
    }
    return urgent;
  }

  private static Stream<String> lines(Path file) {
    return text(file).lines();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
