package org.kubosteward.preflight;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.preflight.CheckResult.Status;
import org.kubosteward.probe.FleetSource;
import org.kubosteward.probe.ProbePolicy;
import org.kubosteward.probe.Prober;

/** Runs every check once, and says whether the plane can be let loose. */
public final class Preflight {
  /** Canaries at once: the rounds have all day, and somebody waits for this. */
  private static final int CANARIES = 200;

  private final FleetSource source;
  private final Surveyor surveyor;

  /**
   * One that asks the nodes of {@code source}.
   *
   * @param probing the pace and the deadlines of the rounds
   * @param policy the marks of the rounds
   */
  public Preflight(
      FleetSource source,
      Kubo kubo,
      ProbePolicy probing,
      HealthPolicy policy,
      InstantSource clock,
      Random random) {
    this.source = source;
    this.surveyor =
        new Surveyor(
            kubo,
            new Prober(source, kubo, hasty(probing), clock, random),
            probing.canaryMax() > 0,
            policy);
  }

  private static ProbePolicy hasty(ProbePolicy probing) {
    return new ProbePolicy(
        probing.deadline(),
        probing.slowEvery(),
        probing.slowDeadline(),
        probing.lan(),
        probing.canaryDeadline(),
        probing.canaryEvery(),
        probing.canaryMax() == 0 ? 0 : Math.max(CANARIES, probing.canaryMax()));
  }

  /** Every result. Blocks for up to some minutes in a fleet that does not answer. */
  public List<CheckResult> run() throws InterruptedException {
    FleetSurvey survey = surveyor.of(source.select());
    return PreflightCheck.all().stream().flatMap(check -> check.check(survey)).toList();
  }

  /** Whether nothing failed; warnings are for people. */
  public static boolean sound(List<CheckResult> results) {
    return results.stream().noneMatch(result -> result.status() == Status.FAIL);
  }

  /** The results as lines for a terminal, the failures last, where eyes end up. */
  public static List<String> lines(List<CheckResult> results) {
    List<String> lines = new ArrayList<>();
    for (Status status : Status.values()) {
      results.stream()
          .filter(result -> result.status() == status)
          .map(r -> "%-4s  %-15s %-22s %s".formatted(r.status(), r.test(), r.subject(), r.words()))
          .forEach(lines::add);
    }
    return lines;
  }
}
