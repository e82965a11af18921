package org.kubosteward.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.health.HealthReport;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;

/**
 * One turn of the loop: what was seen, what was made of it, what was decided. Attempts are in the
 * record of their own, because they outlast a round.
 *
 * @param content all content as it stood; empty when it was not known, as to a plane that does not
 *     lead
 * @param took from the first question to the plan
 * @param intents the operators' wishes that this round honoured
 * @param policy the rules that it was decided under
 */
public record Round(
    FleetSnapshot picture,
    Optional<ContentPicture> content,
    HealthReport report,
    Plan plan,
    List<Intent> intents,
    RemedyPolicy policy,
    boolean leader,
    Duration took) {
  public Round {
    intents = List.copyOf(intents);
  }

  /** A round of a plane that knows of no content. */
  public Round(
      FleetSnapshot picture,
      HealthReport report,
      Plan plan,
      List<Intent> intents,
      RemedyPolicy policy,
      boolean leader,
      Duration took) {
    this(picture, Optional.empty(), report, plan, intents, policy, leader, took);
  }

  /** When its plan was made. */
  public Instant plannedAt() {
    return picture.takenAt().plus(took);
  }

  /**
   * The situation that it was decided in, as far as the record tells: what the loop knows besides
   * (a lease that was just lost) may differ.
   *
   * @param attempts those to be taken as known, of a day at least
   * @param wishes the intents to be taken as honoured
   */
  public Situation situation(
      List<Attempt> attempts, List<Intent> wishes, Optional<String> journalTrouble) {
    return new Situation(
        picture, content, report, attempts, wishes, policy, leader, journalTrouble, plannedAt());
  }
}
