package org.kubosteward.loop;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kubosteward.access.Admission;
import org.kubosteward.access.Admissions;
import org.kubosteward.access.Surface;
import org.kubosteward.health.Finding;
import org.kubosteward.metrics.Tally;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.guard.Guards;

/**
 * Counts what this process did and refused, and whom it let in; written by the loop and by
 * requests, read by scrapes.
 */
public final class Counters implements Tally, Admissions {
  private final Map<ActionResult, Long> attempts = new ConcurrentHashMap<>();
  private final Map<ActionGuard, Long> refusals = new ConcurrentHashMap<>();
  private final Map<Answered, Long> requests = new ConcurrentHashMap<>();
  private Map<Finding.Key, ActionGuard> refusedBefore = new HashMap<>();

  /** All counts at zero. */
  public Counters() {
    for (Surface surface : Surface.values()) {
      for (Admission admission : Admission.values()) {
        requests.put(answered(surface, admission), 0L);
      }
    }
  }

  @Override
  public Map<Answered, Long> requests() {
    return Map.copyOf(requests);
  }

  @Override
  public void counted(Surface surface, Admission admission) {
    requests.merge(answered(surface, admission), 1L, Long::sum);
  }

  private static Answered answered(Surface surface, Admission admission) {
    return new Answered(surface.label(), admission.label());
  }

  @Override
  public Map<ActionResult, Long> attempts() {
    return Map.copyOf(attempts);
  }

  @Override
  public Map<ActionGuard, Long> refusals() {
    return Map.copyOf(refusals);
  }

  @Override
  public List<String> guards() {
    return Guards.all().stream().map(Guard::name).toList();
  }

  void attempted(ActionKind kind, Attempt.Result result) {
    attempts.merge(new ActionResult(kind, result), 1L, Long::sum);
  }

  /** Counts the decisions of this plan that turned into a refusal, or into another one. */
  void planned(Plan plan) {
    Map<Finding.Key, ActionGuard> refused =
        plan.decisions().stream()
            .filter(d -> d.guard().isPresent() && d.action().isPresent())
            .collect(
                Collectors.toMap(
                    d -> d.cause().key(),
                    d ->
                        new ActionGuard(d.action().orElseThrow().kind(), d.guard().orElseThrow())));
    Set<Map.Entry<Finding.Key, ActionGuard>> fresh = new HashSet<>(refused.entrySet());
    fresh.removeAll(refusedBefore.entrySet());
    fresh.forEach(entry -> refusals.merge(entry.getValue(), 1L, Long::sum));
    refusedBefore = refused;
  }
}
