package org.kubosteward.plane;

import static org.kubosteward.plane.DrillReport.seconds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of all drills in docs/drills.md, and the last times in the runbooks. */
final class DrillPages {
  private static final Path TABLE = Path.of("docs/drills.md");
  private static final Path RUNBOOKS = Path.of("docs/runbooks");

  /** Instead of the times of a drill that has not been held. */
  static final String NOT_YET = "not done yet";

  private static final String HEADING = "## Drill\n\n";

  private static final String HEAD =
      """
      # Drills

      Written by `lab/drill all --record`. Each drill starts three real kubo nodes, the packaged plane,
      a real Prometheus and a real Alertmanager with the files under `alerts/`, and a pager; it injects
      the fault, waits for the call, repairs, and waits for the call that says so. Where it says *API
      server*, that is a real one with the rights that are shipped; there is no kubelet, so the state of
      a pod is written by hand, and a stand-in for a kubelet says of a volume what its real file system
      says. Where it says *proxy*, one field of a real answer is changed on its way.
      Times run from the fault; the last one from the repair. Shipped pace: rounds, scrapes and
      evaluations every 15 s, 10 s of group wait. *Quick*: all of it every second, each `for` a thirtieth
      and 10 s at most, each window a thirtieth, as `./mvnw verify` does it; such times say that the way
      works, and nothing about how long it takes. A dash: it is about no finding, or the rule looks back
      for an hour.

      | drill | alert | fault | finding | alert fires | page | resolved after | measured |
      |---|---|---|---|---|---|---|---|
      """;

  private DrillPages() {}

  /** Puts the new times in the place of the old ones; what was done is e.g. "2026-11-23, quick". */
  static void record(DrillReport report, String when) throws IOException {
    Drill drill = report.drill();
    Map<String, String> rows = new TreeMap<>();
    if (Files.exists(TABLE)) {
      Files.readAllLines(TABLE).stream()
          .filter(line -> line.startsWith("| `"))
          .forEach(line -> rows.put(cells(line)[1].strip().replace("`", ""), line));
    }
    rows.put(
        drill.name(),
        "| `%s` | [%s](runbooks/%s.md) | %s | %s | %s | %s | %s | %s |"
            .formatted(
                drill.name(),
                drill.alert(),
                drill.alert(),
                drill.fault(),
                shown(report.to("finding")),
                seconds(report.to("alert")),
                seconds(report.to("page")),
                shown(report.to("resolved").minus(report.to("repair begun"))),
                when));
    List<String> page = new ArrayList<>(HEAD.lines().toList());
    page.addAll(rows.values());
    page.addAll(List.of("", "## Alerts without a drill", ""));
    page.addAll(undrilled());
    Files.write(TABLE, page);
    Path runbook = RUNBOOKS.resolve(drill.alert() + ".md");
    String text = Files.readString(runbook);
    Files.writeString(runbook, text.replace(section(text), drills(drill.alert(), page)));
  }

  /** What the runbook of an alert says of its drills. */
  private static String drills(String alert, List<String> page) {
    return Drill.all().stream()
        .filter(drill -> drill.alert().equals(alert))
        .map(
            drill ->
                "`lab/drill %s` makes this fault on a real fleet and waits for the call%s: %s.\nLast time: %s."
                    .formatted(
                        drill.name(),
                        drill.tier().isEmpty() ? "" : " (" + drill.tier() + ")",
                        drill.fault(),
                        last(page, drill.name()).orElse(NOT_YET)))
        .collect(Collectors.joining("\n\n", "", " All of them: [drills](../drills.md).\n"));
  }

  /** When somebody was called the last time the drill was done: "page after 6.4 s (2026-11-23)". */
  static Optional<String> last(List<String> rows, String name) {
    return rows.stream()
        .filter(row -> row.startsWith("| `" + name + "` |"))
        .map(DrillPages::cells)
        .map(cells -> "page after %s (%s)".formatted(cells[6].strip(), cells[8].strip()))
        .findFirst();
  }

  /** What a runbook says about its drill. */
  static String section(String runbook) {
    return runbook.substring(runbook.indexOf(HEADING) + HEADING.length());
  }

  private static List<String> undrilled() throws IOException {
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      List<String> reasons = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        if (text.contains(HEADING + "None")) {
          String name = file.getFileName().toString();
          reasons.add(
              "- [%s](runbooks/%s): %s"
                  .formatted(name.replace(".md", ""), name, section(text).strip()));
        }
      }
      return reasons;
    }
  }

  private static String[] cells(String row) {
    return row.split("\\|", -1);
  }

  private static String shown(Duration time) {
    return time.isZero() || time.isNegative() ? "-" : seconds(time);
  }
}
