package org.kubosteward.remedy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.fleet.Link;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.health.Level;
import org.kubosteward.health.Subject;
import org.kubosteward.remedy.guard.Guards;

/**
 * What would come of a finding or an action now, with the answers of all guards and not only of the
 * first that refuses. The decision is the planner's own, and the guards are asked in the situation
 * in which the planner asks them. Pure: nothing is done.
 *
 * @param cause the finding that the action is to cure
 * @param supposed whether there is no such finding, and it was only supposed for the rehearsal
 * @param decision what the planner decides about the cause
 * @param action what the remedy of the cause wants done; empty when none of ours helps
 * @param proposal what the action is to bring, or why there is none, a sentence
 * @param answers what each guard says to the action, in their order; none without an action
 */
public record Rehearsal(
    Finding cause,
    boolean supposed,
    Decision decision,
    Optional<Action> action,
    String proposal,
    List<Answer> answers) {
  public Rehearsal {
    answers = List.copyOf(answers);
  }

  /**
   * What one guard says.
   *
   * @param meaning when it refuses and what lifts that
   * @param refusal why it refuses; empty when it lets the action pass
   */
  public record Answer(String guard, String meaning, Optional<String> refusal) {}

  /** What comes of a finding of the situation's report. */
  public static Rehearsal of(Finding cause, Situation situation) {
    return of(cause, false, situation);
  }

  /**
   * What would come of an action that somebody has in mind: on account of the finding that asks for
   * it, or, where none does, of one that is supposed.
   *
   * @param peer the other node of an action between two
   */
  public static Rehearsal of(
      ActionKind kind, NodeId node, Optional<NodeId> peer, Situation situation) {
    List<Code> causes = causes(kind);
    Optional<Finding> asking =
        situation.report().findings().stream()
            .filter(finding -> causes.contains(finding.code()) && concerns(finding, node, peer))
            .min(Comparator.comparing(finding -> !proposes(kind, finding, situation)));
    return asking
        .map(finding -> of(finding, situation))
        .orElseGet(() -> supposing(causes.get(0), node, peer, situation));
  }

  /** The codes of the findings that such an action is done about. */
  public static List<Code> causes(ActionKind kind) {
    return Remedies.codes(kind);
  }

  /** The guards that refuse, in order; the planner names the first. */
  public Stream<Answer> refusals() {
    return answers.stream().filter(answer -> answer.refusal().isPresent());
  }

  private static Rehearsal supposing(
      Code code, NodeId node, Optional<NodeId> peer, Situation situation) {
    Finding finding =
        new Finding(
            code,
            peer.map(from -> Subject.of(new Link(from, node))).orElseGet(() -> Subject.of(node)),
            Level.WARN,
            situation.now(),
            Evidence.of("supposed", "for a rehearsal").entries());
    HealthReport report = situation.report();
    List<Finding> more = new ArrayList<>(report.findings());
    more.add(finding);
    return of(
        finding,
        true,
        situation.with(
            new HealthReport(report.at(), more, report.watches(), report.doubts(), report.cuts())));
  }

  private static Rehearsal of(Finding cause, boolean supposed, Situation situation) {
    Plan plan = new Planner().plan(situation);
    Situation before = situation;
    for (Decision.Act act : plan.acts()) {
      if (plan.decisions().indexOf(act) < situation.report().findings().indexOf(cause)) {
        before = before.begun(act.cause(), act.wanted());
      }
    }
    Proposal proposal = Remedies.of(cause.code()).propose(cause, before);
    Decision decision = plan.about(cause.key()).orElseThrow();
    return new Rehearsal(
        cause,
        supposed,
        decision,
        proposal.action(),
        proposal.why(),
        answers(cause, proposal.action(), before));
  }

  private static List<Answer> answers(Finding cause, Optional<Action> wanted, Situation situation) {
    return wanted.stream()
        .flatMap(
            action ->
                Guards.all().stream()
                    .map(
                        guard ->
                            new Answer(
                                guard.name(),
                                guard.meaning(situation.policy()),
                                guard.veto(cause, action, situation))))
        .toList();
  }

  private static boolean concerns(Finding finding, NodeId node, Optional<NodeId> peer) {
    return finding.subject().nodes().contains(node)
        && peer.map(finding.subject().nodes()::contains).orElse(true);
  }

  private static boolean proposes(ActionKind kind, Finding finding, Situation situation) {
    return Remedies.of(finding.code())
        .propose(finding, situation)
        .action()
        .filter(action -> action.kind() == kind)
        .isPresent();
  }
}
