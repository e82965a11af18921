package org.kubosteward.metrics;

import static org.kubosteward.metrics.FamilySpec.Type.COUNTER;
import static org.kubosteward.metrics.FamilySpec.Type.GAUGE;
import static org.kubosteward.metrics.NodeFamily.word;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.journal.Round;
import org.kubosteward.metrics.Tally.ActionGuard;
import org.kubosteward.metrics.Tally.ActionResult;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;

/** What was decided, done and refused, and what operators asked for. */
final class RemedyFamilies {
  /** A resume is over once it is kept. */
  private static final Intent.Kind[] LASTING =
      Arrays.stream(Intent.Kind.values())
          .filter(kind -> kind != Intent.Kind.RESUME)
          .toArray(Intent.Kind[]::new);

  private static final FamilySpec ATTEMPTS =
      FamilySpec.contract(
          "steward_remedy_attempts_total",
          "Attempts that ended, by what the call brought, since this process started. Whether the"
              + " fault went away is what the findings say.",
          COUNTER,
          "action",
          "result");
  private static final FamilySpec REFUSALS =
      FamilySpec.contract(
          "steward_remedy_refusals_total",
          "Decisions that turned into a refusal by this guard since this process started; one that"
              + " stays a refusal is counted once, not in every round.",
          COUNTER,
          "action",
          "guard");
  private static final FamilySpec MODE =
      FamilySpec.evolving(
          "steward_remedy_mode",
          "Always 1; how far the plane may go with this kind of action in the latest round:"
              + " observe, propose, approve or auto.",
          GAUGE,
          "action",
          "mode");
  private static final FamilySpec DECISIONS =
      FamilySpec.evolving(
          "steward_decisions",
          "Decisions of the latest round, one a finding: act, wait, refuse or leave.",
          GAUGE,
          "decision");
  private static final FamilySpec DECISION =
      FamilySpec.evolving(
          "steward_remedy_decision",
          "Always 1; what the latest round decided about a finding: act, wait, refuse or leave, with"
              + " the action and the guard that refused it, if any. Without a node it is about the"
              + " fleet; a finding about a link is at the node that asks.",
          GAUGE,
          "code",
          "namespace",
          "node",
          "decision",
          "action",
          "guard");
  private static final FamilySpec INTENTS =
      FamilySpec.evolving(
          "steward_intents",
          "What operators asked for and the latest round honoured, by kind.",
          GAUGE,
          "kind");

  static final List<FamilySpec> SPECS =
      List.of(ATTEMPTS, REFUSALS, MODE, DECISIONS, DECISION, INTENTS);

  private RemedyFamilies() {}

  static Stream<Family> of(Optional<Round> round, Tally tally) {
    return Stream.of(
        attempts(tally.attempts()),
        refusals(tally.refusals(), tally.guards()),
        new Family(MODE, round.map(RemedyFamilies::modes).orElse(List.of())),
        perKind(
            DECISIONS,
            Decision.Kind.values(),
            round.stream().flatMap(r -> r.plan().decisions().stream()).map(Decision::kind)),
        new Family(DECISION, round.map(RemedyFamilies::decided).orElse(List.of())),
        perKind(
            INTENTS, LASTING, round.stream().flatMap(r -> r.intents().stream()).map(Intent::kind)));
  }

  /** Every pair has its series from the start, so that the first one is seen as an increase. */
  private static Family attempts(Map<ActionResult, Long> counts) {
    Samples samples = new Samples(ActionKind.values().length * Attempt.Result.values().length);
    for (ActionKind action : ActionKind.values()) {
      for (Attempt.Result result : Attempt.Result.values()) {
        if (result != Attempt.Result.RUNNING) {
          long count = counts.getOrDefault(new ActionResult(action, result), 0L);
          samples.add(count, action.label(), word(result));
        }
      }
    }
    return new Family(ATTEMPTS, samples.all());
  }

  private static Family refusals(Map<ActionGuard, Long> counts, List<String> guards) {
    Samples samples = new Samples(ActionKind.values().length * guards.size());
    for (ActionKind action : ActionKind.values()) {
      for (String guard : guards) {
        long count = counts.getOrDefault(new ActionGuard(action, guard), 0L);
        samples.add(count, action.label(), guard);
      }
    }
    return new Family(REFUSALS, samples.all());
  }

  private static List<Sample> modes(Round round) {
    return Stream.of(ActionKind.values())
        .map(a -> new Sample(List.of(a.label(), word(round.policy().mode(a))), 1))
        .toList();
  }

  /** Two links towards one node may be decided alike: Prometheus takes a label set once. */
  private static List<Sample> decided(Round round) {
    return round.plan().decisions().stream()
        .map(RemedyFamilies::labels)
        .distinct()
        .map(labels -> new Sample(labels, 1))
        .toList();
  }

  private static List<String> labels(Decision decision) {
    Optional<NodeId> node = decision.cause().subject().node();
    return List.of(
        decision.cause().code().name(),
        node.map(NodeId::namespace).orElse(""),
        node.map(NodeId::name).orElse(""),
        word(decision.kind()),
        decision.action().map(action -> action.kind().label()).orElse(""),
        decision.guard().orElse(""));
  }

  private static <K extends Enum<K>> Family perKind(FamilySpec spec, K[] kinds, Stream<K> seen) {
    Map<K, Long> counts =
        seen.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    Samples samples = new Samples(kinds.length);
    for (K kind : kinds) {
      samples.add(counts.getOrDefault(kind, 0L), word(kind));
    }
    return new Family(spec, samples.all());
  }
}
