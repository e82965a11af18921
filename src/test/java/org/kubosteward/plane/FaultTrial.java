package org.kubosteward.plane;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Brings one fault on and holds the plane to what was declared of it. */
final class FaultTrial {
  /** Beyond the 45 s for which what siblings list of a silent node proves nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private static final int ROUNDS_MORE = 3;

  /** Where nothing shall be found, the slow questions are asked again within these. */
  private static final int ROUNDS_OF_SILENCE = 12;

  /** Beyond the two minutes of the longest fault that goes on by itself. */
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private FaultTrial() {}

  /**
   * What was seen of one fault.
   *
   * @param disruptive calls that can hurt and that arrived, by whichever plane of this trial
   * @param held whether the fault was brought on and the plane was watched to the end
   */
  record Seen(
      Fault fault,
      String what,
      Duration found,
      Duration settled,
      long disruptive,
      boolean held,
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

  /** Never fails: what went wrong is told. */
  static Seen of(FaultGround ground, Fault fault) throws Exception {
    try {
      return hold(ground, fault);
    } catch (AssertionError | RuntimeException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Seen(
          fault, "not held: " + why, Duration.ZERO, Duration.ZERO, hurts(ground), false, false);
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
    return new Seen(fault, told, said.found, settled, hurts(ground), true, reached && held);
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
    List<String> emptied = ground.tampering().emptied();
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
          case "restart-pod" -> "eviction";
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
}
