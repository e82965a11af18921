package org.kubosteward.journal;

import java.time.Duration;
import java.util.List;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.health.HealthReport;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.RemedyPolicy;

/**
 * One turn of the loop: what was seen, what was made of it, what was decided. Attempts are in the
 * record of their own, because they outlast a round.
 *
 * @param took from the first question to the plan
 * @param intents the operators' wishes that this round honoured
 * @param policy the rules that it was decided under
 */
public record Round(
    FleetSnapshot picture,
    HealthReport report,
    Plan plan,
    List<Intent> intents,
    RemedyPolicy policy,
    boolean leader,
    Duration took) {
  public Round {
    intents = List.copyOf(intents);
  }
}
