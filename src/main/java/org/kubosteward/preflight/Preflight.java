package org.kubosteward.preflight;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.kubosteward.kubo.Kubo;
import org.kubosteward.preflight.Verdict.Result;
import org.kubosteward.probe.FleetSource;

/** Runs every examination once, and says whether the plane can be let loose. */
public final class Preflight {
  private final FleetSource source;
  private final Survey survey;

  /** One that asks the nodes of {@code source}. */
  public Preflight(FleetSource source, Kubo kubo, Random random) {
    this.source = source;
    this.survey = new Survey(kubo, random);
  }

  /** Every verdict. Blocks for up to some minutes in a fleet that does not answer. */
  public List<Verdict> run() {
    Ground ground = survey.of(source.select());
    return Examination.all().stream().flatMap(examination -> examination.judge(ground)).toList();
  }

  /** Whether nothing failed; warnings are for people. */
  public static boolean sound(List<Verdict> verdicts) {
    return verdicts.stream().noneMatch(verdict -> verdict.result() == Result.FAIL);
  }

  /** The verdicts as lines for a terminal, the failures last, where eyes end up. */
  public static List<String> lines(List<Verdict> verdicts) {
    List<String> lines = new ArrayList<>();
    for (Result result : Result.values()) {
      verdicts.stream()
          .filter(verdict -> verdict.result() == result)
          .map(v -> "%-4s  %-15s %-22s %s".formatted(v.result(), v.test(), v.subject(), v.words()))
          .forEach(lines::add);
    }
    return lines;
  }
}
