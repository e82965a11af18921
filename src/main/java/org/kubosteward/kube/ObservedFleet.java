package org.kubosteward.kube;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the API server last told of the fleet.
 *
 * @param at when the API server was last known to speak with us; what it told is as of then
 * @param trouble why this may not be the present state, a sentence that names what to mend; empty
 *     while the watches are live
 */
public record ObservedFleet(
    List<ObservedPod> pods,
    List<ObservedSet> sets,
    List<ObservedClaim> claims,
    Instant at,
    Optional<String> trouble) {
  public ObservedFleet {
    pods = List.copyOf(pods);
    sets = List.copyOf(sets);
    claims = List.copyOf(claims);
  }
}
