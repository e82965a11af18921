package org.kubosteward.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.plane.DrillTimes.Run;

/** The table of all drills in docs/drills.md, and the times in the runbooks. */
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
      for an hour. Of several runs the times are p50, by nearest rank; each run is a line of
      [drills.csv](drills.csv).

      `lab/drill healthy --minutes 60` rolls a healthy fleet twice, restarts the plane and skips scrapes:
      on 2026-11-28 nobody was called in an hour at the shipped pace.

      | drill | alert | fault | runs | finding | alert fires | page | page at most | resolved after | measured |
      |---|---|---|---|---|---|---|---|---|---|
      """;

  private DrillPages() {}

  /** Keeps a run, and writes the pages anew. */
  static void record(DrillTimes.Run run) throws IOException {
    write(DrillTimes.recorded().and(run));
  }

  /** Writes the table and the last section of each runbook. */
  static void write(DrillTimes times) throws IOException {
    Files.writeString(TABLE, table(times));
    for (String alert : Drill.all().stream().map(Drill::alert).distinct().toList()) {
      Path runbook = RUNBOOKS.resolve(alert + ".md");
      String text = Files.readString(runbook);
      Files.writeString(runbook, text.replace(section(text), drills(alert, times)));
    }
  }

  /** The page as these runs make it. */
  static String table(DrillTimes times) throws IOException {
    List<String> page = new ArrayList<>(HEAD.lines().toList());
    Drill.all().stream()
        .sorted(Comparator.comparing(Drill::name))
        .forEach(drill -> page.add(row(drill, times.of(drill.name()))));
    page.addAll(List.of("", "## Alerts without a drill", ""));
    page.addAll(undrilled());
    return String.join("\n", page) + "\n";
  }

  private static String row(Drill drill, List<Run> runs) {
    return "| `%s` | [%s](runbooks/%s.md) | %s | %d | %s | %s | %s | %s | %s | %s |"
        .formatted(
            drill.name(),
            drill.alert(),
            drill.alert(),
            drill.fault(),
            runs.size(),
            DrillTimes.median(runs, Run::finding),
            DrillTimes.median(runs, Run::alert),
            DrillTimes.median(runs, Run::page),
            DrillTimes.most(runs, Run::page),
            DrillTimes.median(runs, Run::resolved),
            runs.isEmpty() ? NOT_YET : DrillTimes.when(runs));
  }

  /** What the runbook of an alert says of its drills. */
  static String drills(String alert, DrillTimes times) {
    return Drill.all().stream()
        .filter(drill -> drill.alert().equals(alert))
        .map(
            drill ->
                "`lab/drill %s` makes this fault on a real fleet and waits for the call%s: %s.\nMeasured: %s."
                    .formatted(
                        drill.name(),
                        drill.tier().isEmpty() ? "" : " (" + drill.tier() + ")",
                        drill.fault(),
                        times.told(drill.name()).orElse(NOT_YET)))
        .collect(Collectors.joining("\n\n", "", " All of them: [drills](../drills.md).\n"));
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
}
