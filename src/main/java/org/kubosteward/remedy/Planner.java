package org.kubosteward.remedy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.guard.Guards;

/**
 * Decides what to do about each finding. Pure: the same situation, an equal plan.
 *
 * <p>The findings are taken in the order of the report, worst first, and of each:
 *
 * <ol>
 *   <li>What cannot be told, or could not be looked at in this round, is left: not knowing never
 *       leads to an action.
 *   <li>The remedy of its code proposes an action, or says why none of ours helps; then it is left.
 *   <li>While an attempt for the same finding, or of the same deed, is unsettled, it waits until
 *       that one must have shown its effect.
 *   <li>What is not seen any more, and has only not cleared yet, is left.
 *   <li>When an earlier decision of this plan already holds the same deed, it is left to that one:
 *       one refresh mends both directions of a pair.
 *   <li>In mode {@code observe} it is left, saying what would be done.
 *   <li>The guards are asked in the order of {@link Guards#all()}; the first veto refuses it.
 *   <li>It is done. To the decisions after it the action counts as under way.
 * </ol>
 *
 * <p>Kept whatever the situation: every finding gets exactly one decision, and every decision a
 * reason; no action on what cannot be told; at most one action a pair of nodes, one disruptive
 * action in the fleet, and {@link RemedyPolicy.Bounds#gentleAtOnce()} gentle actions under way; no
 * action in mode observe or past a guard; on a node that does not answer none but its restart, and
 * that on no node that answers.
 */
public final class Planner {
  private final List<Guard> guards;

  /** A planner that asks all guards. */
  public Planner() {
    this(Guards.all());
  }

  Planner(List<Guard> guards) {
    this.guards = List.copyOf(guards);
  }

  /** One decision for each finding of the situation's report, in its order. */
  public Plan plan(Situation situation) {
    Situation soFar = situation;
    List<Decision> decisions = new ArrayList<>();
    for (Finding finding : situation.report().findings()) {
      Decision decision = decide(finding, soFar, decisions);
      decisions.add(decision);
      if (decision instanceof Decision.Act act) {
        soFar = soFar.begun(finding, act.wanted());
      }
    }
    return new Plan(decisions);
  }

  private Decision decide(Finding finding, Situation situation, List<Decision> earlier) {
    if (finding.level() == Level.CANNOT_TELL || finding.stale()) {
      return new Decision.Leave(finding, cannotTell(finding));
    }
    Optional<Instant> gone =
        Optional.ofNullable(situation.report().watches().get(finding.key()))
            .flatMap(HealthReport.Watch::goneSince);
    Proposal proposal = Remedies.of(finding.code()).propose(finding, situation);
    Optional<Attempt> open = unsettled(finding, proposal, situation);
    if (open.isPresent()) {
      return waiting(finding, open.get(), situation.policy());
    }
    if (proposal.action().isEmpty()) {
      return new Decision.Leave(finding, proposal.why());
    }
    if (gone.isPresent()) {
      return new Decision.Leave(
          finding,
          "not seen since %s, and soon no finding any more if it stays so"
              .formatted(gone.get().truncatedTo(ChronoUnit.SECONDS)));
    }
    Action wanted = proposal.action().get();
    Optional<Decision> same =
        earlier.stream().filter(d -> d.action().filter(wanted::sameDeed).isPresent()).findFirst();
    if (same.isPresent()) {
      return new Decision.Leave(finding, leftTo(same.get(), wanted));
    }
    if (situation.policy().mode(wanted.kind()) == Mode.OBSERVE) {
      return new Decision.Leave(
          finding, "observing only: would %s; %s".formatted(wanted.describe(), proposal.why()));
    }
    return guarded(finding, wanted, proposal.why(), situation);
  }

  private Decision guarded(Finding finding, Action wanted, String why, Situation situation) {
    for (Guard guard : guards) {
      Optional<String> veto = guard.veto(finding, wanted, situation);
      if (veto.isPresent()) {
        return new Decision.Refuse(finding, wanted, guard.name(), veto.get());
      }
    }
    return new Decision.Act(finding, wanted, why);
  }

  private static String cannotTell(Finding finding) {
    String unknown = "the fact that would tell is missing";
    String why = finding.evidence().getOrDefault(finding.stale() ? Finding.STALE : "why", unknown);
    return "cannot tell whether this holds: %s; nothing is done on what is not known"
        .formatted(why);
  }

  private static Optional<Attempt> unsettled(
      Finding finding, Proposal proposal, Situation situation) {
    return situation.attempts().stream()
        .filter(Attempt::unsettled)
        .filter(
            attempt ->
                attempt.cause().equals(finding.key())
                    || proposal.action().filter(attempt.action()::sameDeed).isPresent())
        .findFirst();
  }

  private static Decision waiting(Finding finding, Attempt open, RemedyPolicy policy) {
    Instant until =
        open.endedAt()
            .orElseGet(() -> open.startedAt().plus(open.action().deadline()))
            .plus(policy.verifyWithin(open.action().kind()));
    String doing =
        open.id() == Situation.PLANNED
            ? "%s is done in this round".formatted(open.action().describe())
            : open.endedAt().isPresent()
                ? "verifying attempt #%d (%s)".formatted(open.id(), open.action().describe())
                : "attempt #%d (%s) is under way".formatted(open.id(), open.action().describe());
    String whose =
        open.cause().equals(finding.key())
            ? ""
            : " for %s %s, which mends this one too"
                .formatted(open.cause().code(), open.cause().subject());
    return new Decision.Wait(finding, until, doing + whose);
  }

  private static String leftTo(Decision same, Action wanted) {
    return "one %s mends this one too: see the decision about %s %s"
        .formatted(wanted.kind().label(), same.cause().code(), same.cause().subject());
  }
}
