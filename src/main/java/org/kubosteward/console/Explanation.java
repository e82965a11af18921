package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Allowance;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Rehearsal;
import org.kubosteward.remedy.Situation;

/**
 * {@code GET /api/v1/explain}: everything that is known about one finding of the latest round.
 *
 * @param meaning what its code means
 * @param decision what was decided about it in that round
 * @param next what happens next, or what lifts it
 * @param action what its remedy wants done; null when none of ours helps
 * @param guards what each guard says to that
 * @param allowance attempts, cool-down and budget left; null without an action
 * @param attempts what was tried about it in the last day, newest first
 * @param intents what people asked that concerns it
 */
record Explanation(
    long round,
    Instant at,
    HealthAnswer.Item finding,
    String meaning,
    Optional<HealthAnswer.Decided> decision,
    String next,
    Optional<Wanted> action,
    List<GuardAnswer> guards,
    Optional<Left> allowance,
    List<AttemptAnswer> attempts,
    List<IntentAnswer> intents) {

  /** What its remedy wants done, and how far that may go. */
  record Wanted(String describe, String kind, String mode, boolean disruptive, String proposal) {}

  /** How much is left. */
  record Left(
      int attemptsFailed,
      int attemptsAllowed,
      Optional<Instant> nextAttemptAt,
      long disruptiveLastHour,
      int disruptivePerHour,
      long disruptiveLastDay,
      int disruptivePerDay) {
    static Left of(Allowance a) {
      return new Left(
          a.failed(),
          a.attempts(),
          a.nextAt(),
          a.hour().spent(),
          a.hour().most(),
          a.day().spent(),
          a.day().most());
    }
  }

  static Explanation of(Finding finding, Round round, RecordSnapshot dossier, Holds holds) {
    Situation situation = decided(round, dossier);
    Rehearsal rehearsal = Rehearsal.of(finding, situation);
    Optional<Decision> decision = round.plan().about(finding.key());
    return new Explanation(
        round.picture().round(),
        round.picture().takenAt(),
        HealthAnswer.Item.of(finding, Optional.of(round.plan()), dossier.mutes()),
        finding.code().meaning(),
        decision.map(HealthAnswer.Decided::of),
        next(decision.orElse(rehearsal.decision()), rehearsal, round, holds),
        rehearsal.action().map(action -> wanted(action, rehearsal, round)),
        GuardAnswer.all(rehearsal),
        rehearsal.action().map(action -> Left.of(Allowance.of(finding, action, situation))),
        attempts(finding, rehearsal, dossier),
        dossier.intents().stream()
            .filter(intent -> concerns(intent, finding, rehearsal))
            .map(intent -> IntentAnswer.of(intent, dossier.mutes()))
            .toList());
  }

  /** As the round saw it: what it began itself is no reason for what it decided. */
  private static Situation decided(Round round, RecordSnapshot dossier) {
    return round.situation(
        dossier.attempts().stream()
            .filter(attempt -> attempt.startedAt().isBefore(round.plannedAt()))
            .toList(),
        round.intents(),
        dossier.journalTrouble());
  }

  private static Wanted wanted(Action action, Rehearsal rehearsal, Round round) {
    return new Wanted(
        action.describe(),
        action.kind().label(),
        round.policy().mode(action.kind()).name().toLowerCase(Locale.ROOT),
        action.kind().disruptive(),
        rehearsal.proposal());
  }

  private static List<AttemptAnswer> attempts(
      Finding finding, Rehearsal rehearsal, RecordSnapshot dossier) {
    List<Attempt> about =
        dossier.attempts().stream()
            .filter(
                attempt ->
                    attempt.cause().equals(finding.key())
                        || rehearsal.action().filter(attempt.action()::sameDeed).isPresent())
            .collect(Collectors.toList());
    java.util.Collections.reverse(about);
    return about.stream().map(AttemptAnswer::of).toList();
  }

  private static boolean concerns(Intent intent, Finding finding, Rehearsal rehearsal) {
    if (intent instanceof Intent.Mute mute) {
      return mute.mutes(finding);
    }
    boolean sameCode = intent.code().map(code -> code == finding.code()).orElse(true);
    if (rehearsal.action().isPresent()) {
      return sameCode && intent.concerns(rehearsal.action().get());
    }
    Set<String> names =
        finding.subject().nodes().stream().map(NodeId::name).collect(Collectors.toSet());
    return sameCode && intent.action().isEmpty() && intent.node().map(names::contains).orElse(true);
  }

  private static String next(Decision decision, Rehearsal rehearsal, Round round, Holds holds) {
    return switch (decision.kind()) {
      case ACT ->
          "It is being done; the next rounds look whether it helped, for at most "
              + decision
                  .action()
                  .map(a -> Evidence.span(round.policy().verifyWithin(a.kind())))
                  .orElse("a while")
              + ".";
      case WAIT -> "It is looked at again in every round. " + deadline(decision);
      case REFUSE -> refused(decision, rehearsal);
      case LEAVE ->
          "The plane does nothing about it; it clears %s after it was last seen."
              .formatted(Evidence.span(holds.of(decision.cause().code()).clearAfter()));
    };
  }

  private static String deadline(Decision decision) {
    return decision instanceof Decision.Wait wait
        ? "What is under way must have shown its effect by " + wait.until() + "."
        : "";
  }

  private static String refused(Decision decision, Rehearsal rehearsal) {
    String guard = decision.guard().orElse("");
    String meaning =
        rehearsal.answers().stream()
            .filter(answer -> answer.guard().equals(guard))
            .map(Rehearsal.Answer::meaning)
            .findFirst()
            .orElse("");
    List<String> others =
        rehearsal
            .refusals()
            .map(Rehearsal.Answer::guard)
            .filter(name -> !name.equals(guard))
            .toList();
    return "The guard %s holds it back. %s%s"
        .formatted(
            guard,
            meaning,
            others.isEmpty()
                ? " No other guard stands against it."
                : " Then these stand against it too: " + String.join(", ", others) + ".");
  }
}
