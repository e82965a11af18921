package org.kubosteward.plane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every fault of {@link FaultList}, what was expected beside what was seen: {@code lab/faults}.
 * {@code -Dfaults=NAME,...} for some, {@code -Dfaults.record} to keep the table in docs/faults.md.
 */
class FaultMatrixRun {
  /** Beyond the 45 s for which what siblings list of a silent node proves nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final int ROUNDS_MORE = 3;

  /** Where nothing shall be found, the slow questions are asked again within these. */
  private static final int ROUNDS_OF_SILENCE = 12;

  /** Beyond the two minutes of the longest fault that goes on by itself. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** What people wrote below the table stays. */
  private static final String NOTES = "## Declarations that were wrong";

  /** What was seen of one fault. */
  private record Seen(
      Fault fault,
      String what,
      Duration found,
      Duration settled,
      long disruptive,
      boolean asExpected) {}

  /** What the plane has said since the fault, put together over its rounds. */
  private static final class Said {
    private final Expectation expected;
    private final Instant since = Instant.now();
    private final Map<String, String> severities = new TreeMap<>();
    private final Map<String, Set<String>> outcomes = new TreeMap<>();
    private Set<String> now = Set.of();
    private Duration found = Duration.ZERO;

    Said(Expectation expected) {
      this.expected = expected;
    }

    void hear(PlaneProcess plane) {
      Set<String> heard = new TreeSet<>();
      for (JsonNode finding : PlaneProcess.stream(plane.health().path("findings")).toList()) {
        String code = finding.path("code").asText();
        heard.add(code);
        severities.merge(code, finding.path("severity").asText(), Said::worse);
        outcomes.computeIfAbsent(code, c -> new TreeSet<>()).add(outcome(finding.path("decision")));
        if (found.isZero() && expected.found().contains(code)) {
          found = passed();
        }
      }
      now = heard;
    }

    Duration passed() {
      return Duration.between(since, Instant.now());
    }

    private static String worse(String one, String other) {
      return one.equals("critical") ? one : other;
    }

    private static String outcome(JsonNode decision) {
      return switch (decision.path("kind").asText()) {
        case "act" -> Expectation.DONE + decision.path("action").asText().split(" ", 2)[0];
        case "refuse" -> Expectation.REFUSED + decision.path("guard").asText();
        case "leave" -> Expectation.LEFT;
        default -> "waits";
      };
    }
  }

  @Test
  void everyFaultIsFoundAndTreatedAsDeclared(@TempDir Path directory) throws Exception {
    List<String> asked = List.of(System.getProperty("faults", "").split(","));
    List<Seen> all = new ArrayList<>();
    try (FaultGround ground = new FaultGround(directory)) {
      for (Fault fault : FaultList.all()) {
        if (asked.equals(List.of("")) || asked.contains(fault.name())) {
          all.add(heldOrFailed(ground, fault));
          write(Path.of("target/faults.md"), all);
          System.out.println("fault " + row(all.get(all.size() - 1)));
        }
      }
    }
    if (System.getProperty("faults.record") != null) {
      write(Path.of("docs/faults.md"), all);
    }
    assertThat(all).allMatch(Seen::asExpected);
  }

  private static Seen heldOrFailed(FaultGround ground, Fault fault) throws Exception {
    try {
      return hold(ground, fault);
    } catch (AssertionError | RuntimeException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Seen(fault, "not held: " + why, Duration.ZERO, Duration.ZERO, 0, false);
    }
  }

  private static Seen hold(FaultGround ground, Fault fault) throws Exception {
    ground.recover();
    ground.settle(fault);
    Said said = new Said(fault.expected());
    fault.inject().accept(ground);
    boolean reached = reached(ground, said);
    Duration settled = said.passed();
    boolean held = heldTo(ground, fault, said, fault.expected().disruptive());
    String told = told(said);
    if (fault.end().isPresent() && reached) {
      Fault.End end = fault.end().get();
      Said after = new Said(end.expected());
      end.bring().accept(ground);
      boolean reachedThen = reached(ground, after);
      held = heldTo(ground, fault, after, fault.disruptive()) && held && reachedThen;
      told += ". When %s: %s".formatted(end.what(), told(after));
    }
    return new Seen(fault, told, said.found, settled, hurts(ground), reached && held);
  }

  private static boolean reached(FaultGround ground, Said said) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(
              () -> {
                said.hear(ground.plane());
                return asDeclared(ground, said);
              });
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private static boolean asDeclared(FaultGround ground, Said said) {
    Expectation expected = said.expected;
    if (expected.found().isEmpty()) {
      return true;
    }
    String first = expected.found().get(0);
    boolean outcome =
        expected.outcome().startsWith(Expectation.DONE)
            ? done(ground, expected)
            : said.outcomes.getOrDefault(first, Set.of()).contains(expected.outcome());
    return said.severities.keySet().containsAll(expected.found())
        && expected.severity().equals(said.severities.get(first))
        && outcome
        && (!expected.gone() || expected.found().stream().noneMatch(said.now::contains));
  }

  /** A few rounds more, in which nothing may be done that was not expected. */
  private static boolean heldTo(FaultGround ground, Fault fault, Said said, long disruptive) {
    more(ground, fault, said);
    Expectation expected = said.expected;
    List<String> emptied = ground.withoutConfig();
    if (!emptied.isEmpty() || ground.deeds().count(Deeds.CONFIG) > 0) {
      throw new AssertionError("the configuration of a node was written, empty now: " + emptied);
    }
    boolean refreshed = ground.deeds().count("swarm/disconnect") > 0;
    return hurts(ground) == disruptive
        && refreshed == expected.outcome().equals(Expectation.DONE + "refresh-link")
        && (!expected.found().isEmpty() || said.severities.isEmpty())
        && done(ground, expected) == expected.outcome().startsWith(Expectation.DONE);
  }

  private static long hurts(FaultGround ground) {
    return ground.deeds().all().stream().filter(Auditor::disruptive).count();
  }

  /** Whether the call arrived at a node: what the plane says of it is not asked. */
  private static boolean done(FaultGround ground, Expectation expected) {
    String call =
        switch (expected.outcome().replace(Expectation.DONE, "")) {
          case "collect-garbage" -> "repo/gc";
          case "reconnect-peer" -> "swarm/connect";
          case "refresh-link" -> "swarm/disconnect";
          case "heal-blocks" -> "block/get";
          default -> "none";
        };
    return ground.deeds().count(call) > 0;
  }

  private static void more(FaultGround ground, Fault fault, Said said) {
    long round = ground.plane().health().path("round").asLong();
    long rounds = said.expected.found().isEmpty() ? ROUNDS_OF_SILENCE : ROUNDS_MORE;
    try {
      Awaitility.await()
          .atMost(LONGEST)
          .ignoreExceptions()
          .until(
              () -> {
                said.hear(ground.plane());
                return !ground.busy()
                    && ground.plane().health().path("round").asLong() >= round + rounds;
              });
    } catch (ConditionTimeoutException e) {
      System.out.println("fault " + fault.name() + ": no more rounds within " + LONGEST);
    }
  }

  private static String told(Said said) {
    if (said.severities.isEmpty()) {
      return "nothing is found; nothing";
    }
    List<String> words = new ArrayList<>();
    said.severities.forEach(
        (code, severity) ->
            words.add(
                "%s (%s): %s"
                    .formatted(
                        code,
                        severity,
                        String.join(", ", said.outcomes.getOrDefault(code, Set.of())))));
    return String.join("; ", words);
  }

  private static String row(Seen seen) {
    Fault fault = seen.fault();
    return "| `%s` | %s | %s | %s | %s | %s | %s |"
        .formatted(
            fault.name(),
            fault.what(),
            fault.declared(),
            seen.what(),
            fault.found().isEmpty() ? "" : DrillReport.seconds(seen.found()),
            fault.found().isEmpty() ? "" : DrillReport.seconds(seen.settled()),
            seen.asExpected() ? "yes" : "**NO**");
  }

  private static void write(Path page, List<Seen> all) throws Exception {
    List<String> lines = new ArrayList<>(HEAD.lines().toList());
    all.forEach(seen -> lines.add(row(seen)));
    lines.add("");
    lines.add(
        "%d faults, %d as expected; disruptive calls that arrived at nodes: %d, declared: %d; in the %d runs that were healthy or ill on the plane's side: %d."
            .formatted(
                all.size(),
                all.stream().filter(Seen::asExpected).count(),
                all.stream().mapToLong(Seen::disruptive).sum(),
                all.stream().mapToLong(s -> s.fault().disruptive()).sum(),
                all.stream().filter(s -> s.fault().harmless()).count(),
                all.stream().filter(s -> s.fault().harmless()).mapToLong(Seen::disruptive).sum()));
    lines.add("");
    lines.addAll(notes(Path.of("docs/faults.md")));
    Files.createDirectories(page.toAbsolutePath().getParent());
    Files.write(page, lines);
  }

  private static List<String> notes(Path page) throws IOException {
    return Files.exists(page)
        ? Files.readAllLines(page).stream().dropWhile(line -> !line.equals(NOTES)).toList()
        : List.of();
  }

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
