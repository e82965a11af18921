package org.kubosteward.plane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kubosteward.plane.FaultTrial.Seen;

/**
 * The page of the faults: the matrix, the runs in which nothing was to be done, and what people
 * wrote. Whoever writes one part leaves the others as they are.
 */
final class FaultPage {
  private static final String SECTION = "## ";
  private static final String NEGATIVES = "## Where nothing is to be done";

  private FaultPage() {}

  /** The page with another matrix; {@code before} is the page as it was. */
  static List<String> withMatrix(List<String> before, List<Seen> all) {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    trials(all).forEach(trials -> lines.add(row(trials)));
    lines.add("");
    lines.add(
        "%d faults in %d runs, %d as expected; disruptive calls that arrived at nodes: %d, declared: %d; in the %d runs that were healthy or ill on the plane's side: %d."
            .formatted(
                trials(all).size(),
                all.size(),
                all.stream().filter(Seen::asExpected).count(),
                all.stream().mapToLong(Seen::disruptive).sum(),
                all.stream().mapToLong(s -> s.fault().disruptive()).sum(),
                all.stream().filter(s -> s.fault().harmless()).count(),
                all.stream().filter(s -> s.fault().harmless()).mapToLong(Seen::disruptive).sum()));
    lines.add("");
    lines.addAll(before.stream().dropWhile(line -> !line.startsWith(SECTION)).toList());
    return lines;
  }

  /** The page with other runs in which nothing was to be done. */
  static List<String> withNegatives(
      List<String> before, List<Seen> all, int lanes, DoubleSummaryStatistics load) {
    List<String> lines =
        new ArrayList<>(before.stream().takeWhile(line -> !line.startsWith(SECTION)).toList());
    lines.addAll(negatives(all, lanes, load));
    lines.add("");
    boolean ours = false;
    for (String line : before.subList(first(before), before.size())) {
      ours = line.startsWith(SECTION) ? line.equals(NEGATIVES) : ours;
      if (!ours) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static int first(List<String> page) {
    return (int) page.stream().takeWhile(line -> !line.startsWith(SECTION)).count();
  }

  static List<String> read(Path page) throws IOException {
    return Files.exists(page) ? Files.readAllLines(page) : List.of();
  }

  static void write(Path page, List<String> lines) throws IOException {
    Files.createDirectories(Objects.requireNonNull(page.toAbsolutePath().getParent()));
    Files.write(page, lines);
  }

  /** What was seen, by fault, in the order of the faults. */
  private static List<List<Seen>> trials(List<Seen> all) {
    Map<String, List<Seen>> byFault =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    seen -> seen.fault().name(), LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(byFault.values());
  }

  /** Of several trials of one fault the worst. */
  static String row(List<Seen> trials) {
    Seen told =
        trials.stream().filter(seen -> !seen.asExpected()).findFirst().orElse(trials.get(0));
    Fault fault = told.fault();
    boolean timed = !fault.found().isEmpty();
    return "| `%s` | %s | %s | %s | %s | %s | %s |"
        .formatted(
            fault.name(),
            fault.what(),
            fault.declared(),
            told.what(),
            timed ? longest(trials, Seen::found) : "",
            timed ? longest(trials, Seen::settled) : "",
            expected(trials));
  }

  private static String longest(List<Seen> trials, Function<Seen, Duration> time) {
    return DrillReport.seconds(
        trials.stream().map(time).max(Duration::compareTo).orElse(Duration.ZERO));
  }

  private static String expected(List<Seen> trials) {
    long as = trials.stream().filter(Seen::asExpected).count();
    String many = trials.size() == 1 ? "" : ", %d of %d".formatted(as, trials.size());
    return (as == trials.size() ? "yes" : "**NO**") + many;
  }

  private static List<String> negatives(List<Seen> all, int lanes, DoubleSummaryStatistics load) {
    List<String> lines = new ArrayList<>(List.of(NEGATIVES, ""));
    lines.addAll(NOTHING_TO_DO.lines().toList());
    List<Seen> controls = all.stream().filter(s -> s.fault().disruptive() > 0).toList();
    List<Seen> negatives = all.stream().filter(s -> s.fault().disruptive() == 0).toList();
    trials(negatives).forEach(trials -> lines.add(count(trials, "")));
    trials(controls).forEach(trials -> lines.add(count(trials, "control: ")));
    lines.add("");
    lines.add(bound(negatives));
    lines.add(
        "One run, ended %s, %d fleet(s) side by side on %d processors under a load average of %.1f to %.1f."
            .formatted(
                LocalDate.now(ZoneOffset.UTC),
                lanes,
                Runtime.getRuntime().availableProcessors(),
                load.getMin(),
                load.getMax()));
    all.stream()
        .filter(seen -> !seen.asExpected())
        .map(
            seen ->
                "- Otherwise than declared, `%s`: %s".formatted(seen.fault().name(), seen.what()))
        .distinct()
        .forEach(lines::add);
    return lines;
  }

  private static String count(List<Seen> trials, String role) {
    Fault fault = trials.get(0).fault();
    return "| %s`%s` | %s | %d | %d | %d |"
        .formatted(
            role,
            fault.name(),
            fault.what(),
            trials.stream().filter(Seen::held).count(),
            trials.stream().filter(Seen::asExpected).count(),
            trials.stream().mapToLong(Seen::disruptive).sum());
  }

  /** None in n: by the rule of three at most 3/n, at 95 %. */
  private static String bound(List<Seen> all) {
    long runs = all.stream().filter(Seen::held).count();
    long calls = all.stream().mapToLong(Seen::disruptive).sum();
    String told = "**%d runs, %d disruptive calls that arrived.**".formatted(runs, calls);
    String unheld =
        all.size() == runs
            ? ""
            : " Not held, and so no runs: %d more; a call in them would count."
                .formatted(all.size() - runs);
    return calls > 0 || runs == 0
        ? told + unheld
        : told
            + " By the rule of three a needless one comes in at most 3/%d = %.1f %% of such runs, at 95 %%."
                .formatted(runs, 300.0 / runs)
            + unheld;
  }

  private static final String NOTHING_TO_DO =
      """
      Written by `lab/faults --negative --repeat N --record`. The faults of the matrix in which nothing
      that can hurt has any business: nothing is wrong, or it is the plane that is ill or held back. Of
      a fault that ends, only the time until its end. Here every node is a pod, every action of the plane
      is at `auto`, so that it could collect, evict and grow, and a node counts as hung after 1 s instead
      of 10 s. Counted is what arrived at the nodes and at the API server from the start of the plane on.
      The controls are faults on the same ground that do call for one disruptive action: they show that the
      plane could have acted, and are not among the runs that are counted.

      | fault | what | runs | as declared | disruptive calls that arrived |
      |---|---|---|---|---|
      """;

  private static final String HEAD =
      """
      # Fault matrix

      Written by `lab/faults --record`. Three real kubo nodes, a real PostgreSQL and the packaged plane,
      a new plane for each fault; the plane reaches the nodes through a front that counts the calls and,
      where the fault is one of answers, changes them. Where the nodes are pods (annotations, lists,
      `flapping`), a stand-in for the API server lists them. What is *expected* is declared with the fault;
      *as expected* means that all of it was seen, that the call arrived at a node where one was
      expected, and that no other did: as many disruptive calls as declared, no link refreshed but where
      declared, and nowhere a write of a node's configuration.

      *critical* findings page somebody, *warning* writes a ticket. Shortened: rounds every 1 to 2 s,
      2 s for a question, and the findings that are expected count after 1 s where they would later. The times run from the
      end of the injection's first step and hold for that pace only.

      | fault | what | expected | seen | found after | treated after | as expected |
      |---|---|---|---|---|---|---|
      """;
}
