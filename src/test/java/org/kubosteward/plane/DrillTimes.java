package org.kubosteward.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Every run of a drill that was recorded, in docs/drills.csv; times in seconds from the fault. */
record DrillTimes(List<Run> runs) {
  static final Path FILE = Path.of("docs/drills.csv");

  private static final String HEAD = "drill,pace,date,finding,alert,page,resolved";
  private static final String SHIPPED = "shipped";

  /** One run; a step that is not part of the drill is empty, and the end counts from the repair. */
  record Run(
      String drill,
      boolean shipped,
      LocalDate date,
      OptionalDouble finding,
      OptionalDouble alert,
      OptionalDouble page,
      OptionalDouble resolved) {

    static Run of(DrillReport report, boolean shipped, LocalDate date) {
      return new Run(
          report.drill().name(),
          shipped,
          date,
          seconds(report.to("finding")),
          seconds(report.to("alert")),
          seconds(report.to("page")),
          seconds(report.to("resolved").minus(report.to("repair begun"))));
    }

    private static OptionalDouble seconds(Duration time) {
      return time.isZero() || time.isNegative()
          ? OptionalDouble.empty()
          : OptionalDouble.of(time.toMillis() / 1000.0);
    }

    private static Run parse(String line) {
      String[] cells = line.split(",", -1);
      return new Run(
          cells[0],
          cells[1].equals(SHIPPED),
          LocalDate.parse(cells[2]),
          number(cells[3]),
          number(cells[4]),
          number(cells[5]),
          number(cells[6]));
    }

    private static OptionalDouble number(String cell) {
      return cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
    }

    private String line() {
      return String.join(
          ",",
          drill,
          shipped ? SHIPPED : "quick",
          date.toString(),
          cell(finding),
          cell(alert),
          cell(page),
          cell(resolved));
    }

    private static String cell(OptionalDouble time) {
      return time.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f", time.getAsDouble());
    }
  }

  DrillTimes {
    runs = List.copyOf(runs);
  }

  static DrillTimes recorded() throws IOException {
    return new DrillTimes(Files.readAllLines(FILE).stream().skip(1).map(Run::parse).toList());
  }

  /** With one more, on disk too. */
  DrillTimes and(Run run) throws IOException {
    List<Run> all = new ArrayList<>(runs);
    all.add(run);
    all.sort(Comparator.comparing(Run::drill).thenComparing(Run::shipped).thenComparing(Run::date));
    List<String> lines = new ArrayList<>(List.of(HEAD));
    all.forEach(one -> lines.add(one.line()));
    Files.write(FILE, lines);
    return new DrillTimes(all);
  }

  /** The runs of that drill at the shipped pace, else those at the quick one. */
  List<Run> of(String drill) {
    List<Run> all = runs.stream().filter(run -> run.drill().equals(drill)).toList();
    List<Run> shipped = all.stream().filter(Run::shipped).toList();
    return shipped.isEmpty() ? all : shipped;
  }

  /** Half of these took no longer, by nearest rank; a dash when the step is not part of them. */
  static String median(List<Run> of, Function<Run, OptionalDouble> step) {
    List<Double> sorted = sorted(of, step);
    return sorted.isEmpty() ? "-" : shown(sorted.get((sorted.size() - 1) / 2));
  }

  static String most(List<Run> of, Function<Run, OptionalDouble> step) {
    List<Double> sorted = sorted(of, step);
    return sorted.isEmpty() ? "-" : shown(sorted.get(sorted.size() - 1));
  }

  /** "page after 98.7 s, at most 108.7 s (3 runs, the last on 2026-11-28)". */
  Optional<String> told(String drill) {
    List<Run> of = of(drill);
    return of.isEmpty()
        ? Optional.empty()
        : Optional.of(
            of.size() == 1
                ? "page after %s (%s)".formatted(median(of, Run::page), when(of))
                : "page after %s, at most %s (%d runs, the last on %s)"
                    .formatted(median(of, Run::page), most(of, Run::page), of.size(), when(of)));
  }

  /** The day of the last of these. */
  static String when(List<Run> of) {
    Run last = of.get(of.size() - 1);
    return last.date() + (last.shipped() ? "" : ", quick");
  }

  private static List<Double> sorted(List<Run> of, Function<Run, OptionalDouble> step) {
    return of.stream()
        .map(step)
        .filter(OptionalDouble::isPresent)
        .map(OptionalDouble::getAsDouble)
        .sorted()
        .toList();
  }

  private static String shown(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}
