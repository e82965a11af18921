package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kubosteward.plane.DrillTimes.Run;

/** Drills, alerts, runbooks and the table of the drills, tied to each other. */
class DrillTest {
  private static final String CRITICAL = " critical";

  private static final Path RUNBOOKS = Path.of("docs/runbooks");

  @Test
  void isAboutAnAlertThatIsThere() {
    assertThat(alerts()).containsAll(drilled());
    assertThat(Drill.all()).extracting(Drill::name).doesNotHaveDuplicates();
  }

  @Test
  void thePagesSayWhatWasMeasured() throws IOException {
    DrillTimes times = DrillTimes.recorded();
    if (System.getProperty("drill.write") != null) {
      DrillPages.write(times);
    }

    assertThat(Path.of("docs/drills.md"))
        .as("stale; write it with ./mvnw test -Dtest=DrillTest -Ddrill.write")
        .hasContent(DrillPages.table(times));
    assertThat(drilled())
        .allSatisfy(alert -> assertThat(section(alert)).isEqualTo(DrillPages.drills(alert, times)));
  }

  @Test
  void halfOfTheRunsTookNoLongerThanTheirMedian() {
    List<Run> runs = Stream.of(3.0, 1.0, 9.0, 2.0).map(DrillTest::paged).toList();

    assertThat(DrillTimes.median(runs, Run::page)).isEqualTo("2.0 s");
    assertThat(DrillTimes.most(runs, Run::page)).isEqualTo("9.0 s");
    assertThat(DrillTimes.median(runs, Run::finding)).isEqualTo("-");
    assertThat(new DrillTimes(runs).told("d"))
        .contains("page after 2.0 s, at most 9.0 s (4 runs, the last on 2026-11-28)");
    assertThat(new DrillTimes(runs.subList(0, 1)).told("d"))
        .contains("page after 3.0 s (2026-11-28)");
    assertThat(new DrillTimes(runs).told("other")).isEmpty();
  }

  private static Run paged(double seconds) {
    OptionalDouble none = OptionalDouble.empty();
    return new Run(
        "d", true, LocalDate.parse("2026-11-28"), none, none, OptionalDouble.of(seconds), none);
  }

  @Test
  void isWantedForEveryAlertOrTheRunbookSaysWhyThereIsNone() {
    assertThat(alerts().stream().filter(alert -> !drilled().contains(alert)))
        .allSatisfy(alert -> assertThat(section(alert)).startsWith("None").contains(": "));
  }

  @Test
  void isThereForEveryTierThatPagesAndForNineInTenOfAllTiers() {
    Set<String> all = tiers();
    // The fleet that is drilled keeps no content yet; until it does, promtool alone tries these.
    all.removeIf(tier -> tier.startsWith("Content"));
    Set<String> without = new TreeSet<>(all);
    without.removeAll(drilledTiers(all));
    System.out.println("tiers without a drill: " + without + " of " + all.size());

    assertThat(without).filteredOn(tier -> tier.endsWith(CRITICAL)).isEmpty();
    assertThat(without.size() * 10).isLessThanOrEqualTo(all.size());
  }

  @Test
  void namesItsTierWhereItsAlertHasMoreThanOne() {
    Set<String> all = tiers();

    assertThat(Drill.all())
        .filteredOn(drill -> drill.tier().isEmpty())
        .allSatisfy(drill -> assertThat(tiersOf(drill.alert(), all)).hasSize(1));
    assertThat(Drill.all())
        .filteredOn(drill -> !drill.tier().isEmpty())
        .allSatisfy(drill -> assertThat(all).contains(drill.alert() + " " + drill.tier()));
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

  /**
   * Those of the tiers that have a drill. Where windows tell rules of one severity apart, one drill
   * is enough for them.
   */
  private static Set<String> drilledTiers(Set<String> all) {
    return Drill.all().stream()
        .flatMap(
            drill ->
                tiersOf(drill.alert(), all).stream().filter(tier -> tier.endsWith(drill.tier())))
        .collect(Collectors.toSet());
  }

  private static List<String> tiersOf(String alert, Set<String> all) {
    return all.stream().filter(tier -> tier.startsWith(alert + " ")).toList();
  }

  /** Each alert with each of its severities: "KuboPeersLow critical". */
  private static Set<String> tiers() {
    Set<String> tiers = new TreeSet<>();
    String alert = "";
    for (String line :
        Stream.of("kubo", "steward", "trends")
            .flatMap(name -> lines(Path.of("alerts", name + ".rules.yaml")))
            .map(String::strip)
            .toList()) {
      if (line.startsWith("- alert: ")) {
        alert = line.replace("- alert: ", "");
      } else if (line.startsWith("severity: ")) {
        tiers.add(alert + " " + line.replace("severity: ", ""));
      }
    }
    return tiers;
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
