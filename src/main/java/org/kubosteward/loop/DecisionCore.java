package org.kubosteward.loop;

import java.time.Instant;
import java.util.List;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.health.Checkup;
import org.kubosteward.health.HealthPolicy;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Picture;
import org.kubosteward.remedy.AcknowledgedIdentities;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.AttemptVerdict;
import org.kubosteward.remedy.PausedTooLong;
import org.kubosteward.remedy.Plan;
import org.kubosteward.remedy.Planner;
import org.kubosteward.remedy.Refusals;
import org.kubosteward.remedy.RemedyFailed;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Situation;
import org.kubosteward.remedy.Verifier;

/**
 * What a round decides, pure and without memory: the rounds call it in the order of its methods,
 * and keep what it answers.
 */
public interface DecisionCore {
  /** The findings of this picture, given those of the picture before it. */
  HealthReport assess(HealthReport before, Picture picture);

  /** Which of these attempts had an effect and which had none, as far as it is known by now. */
  List<AttemptVerdict> verify(
      List<Attempt> attempts,
      HealthReport report,
      FleetSnapshot picture,
      RemedyPolicy policy,
      Instant now);

  /** The report with what the plane has to say about its own remedies. */
  HealthReport tell(Situation situation, Refusals refusals);

  /** One decision for each finding. */
  Plan plan(Situation situation);

  /** The decision core as shipped, with the marks of that policy. */
  static DecisionCore of(HealthPolicy marks) {
    return new Thinking(
        new Checkup(marks),
        new Verifier(),
        new AcknowledgedIdentities(),
        new RemedyFailed(),
        new PausedTooLong(),
        new Planner());
  }

  /** The rooms {@code health} and {@code remedy}, as they are. */
  record Thinking(
      Checkup checkup,
      Verifier verifier,
      AcknowledgedIdentities acknowledged,
      RemedyFailed remedyFailed,
      PausedTooLong pausedTooLong,
      Planner planner)
      implements DecisionCore {
    @Override
    public HealthReport assess(HealthReport before, Picture picture) {
      return checkup.examine(before, picture);
    }

    @Override
    public List<AttemptVerdict> verify(
        List<Attempt> attempts,
        HealthReport report,
        FleetSnapshot picture,
        RemedyPolicy policy,
        Instant now) {
      return verifier.verify(attempts, report, picture, policy, now);
    }

    @Override
    public HealthReport tell(Situation situation, Refusals refusals) {
      Situation unseen = situation.with(acknowledged.without(situation));
      Situation told = unseen.with(remedyFailed.added(unseen));
      return refusals.added(pausedTooLong.added(told), situation.now());
    }

    @Override
    public Plan plan(Situation situation) {
      return planner.plan(situation);
    }
  }
}
