package org.kubosteward.roster;

import java.time.Instant;
import java.util.List;
import org.kubosteward.journal.FleetId;

/**
 * {@code GET /api/v1/roster}.
 *
 * @param fleet the name of the fleet, as {@code steward.fleet.id} has it
 * @param leader whether the plane that answers leads and made it; a standby tells what the leader
 *     left in the journal
 * @param round the round that it is of
 * @param at when that round began
 * @param ageSeconds how long ago it ended
 */
public record RosterAnswer(
    String fleet, boolean leader, long round, Instant at, long ageSeconds, List<RosterNode> nodes) {
  static RosterAnswer of(FleetId fleet, Posted posted) {
    return new RosterAnswer(
        fleet.name(),
        posted.leads(),
        posted.round(),
        posted.at(),
        posted.age().toSeconds(),
        posted.roster().roster().nodes());
  }
}
