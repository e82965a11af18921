package org.kubosteward.metrics;

import java.util.List;
import java.util.Map;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;

/** What this process has done and refused since it started; counts never go down. */
public interface Tally {
  /** Finished attempts by what the call brought; pairs that are absent count as 0. */
  Map<ActionResult, Long> attempts();

  /**
   * Refusals by the guard that refused, counted when a decision about a finding turns into a
   * refusal by that guard, not in every round in which it stays one; absent pairs count as 0.
   */
  Map<ActionGuard, Long> refusals();

  /** The names of all guards that can refuse, so that each has its counter from the start. */
  List<String> guards();

  /**
   * Requests to the API and the console by how the gate answered; every pair is there from the
   * start.
   */
  Map<Answered, Long> requests();

  /** Where a request came in, and how the gate answered. */
  record Answered(String surface, String outcome) {}

  /** A kind of action and what the call brought. */
  record ActionResult(ActionKind action, Attempt.Result result) {}

  /** A kind of action and the name of a guard. */
  record ActionGuard(ActionKind action, String guard) {}
}
