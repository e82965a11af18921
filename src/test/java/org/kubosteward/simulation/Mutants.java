package org.kubosteward.simulation;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kubosteward.journal.Journal;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.Attempt.Verification;
import org.kubosteward.remedy.AttemptVerdict;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mode;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.RemedyPolicy.Rule;
import org.kubosteward.remedy.Verifier;
import org.kubosteward.remedy.guard.Guards;

/** Planes with one thing wrong in each. */
final class Mutants {
  /**
   * Guards whose absence shows in no call, because something else stops it, too: what a plane
   * without the lease, or with a closed journal, plans is never begun; a finding about a node that
   * does not answer is stale, on which nothing is planned; and of a link whose end shares its peer
   * id, or whose holder serves nobody, no check says anything.
   */
  static final List<String> DOUBLED =
      List.of("journal", "not-leader", "sick-side", "shared-identity", "not-serving");

  private Mutants() {}

  static List<Mutation> all() {
    return Stream.of(guards(), numbers(), verifiers(), records()).flatMap(List::stream).toList();
  }

  private static List<Mutation> guards() {
    return Guards.all().stream()
        .map(Guard::name)
        .filter(name -> !DOUBLED.contains(name))
        .map(Mutation::without)
        .toList();
  }

  private static List<Mutation> numbers() {
    return List.of(
        Mutation.named("one more an hour")
            .policy(p -> budget(p, p.disruptivePerHour() + 1, p.disruptivePerDay())),
        Mutation.named("one more a day")
            .policy(p -> budget(p, p.disruptivePerHour(), p.disruptivePerDay() + 1)),
        Mutation.named("half the cool-down")
            .policy(
                p ->
                    rules(
                        p,
                        r ->
                            new Rule(
                                r.mode(),
                                r.cooldown().dividedBy(2),
                                r.cooldownMax(),
                                r.attempts()))),
        Mutation.named("a cool-down that never doubles")
            .policy(
                p -> rules(p, r -> new Rule(r.mode(), r.cooldown(), r.cooldown(), r.attempts()))),
        Mutation.named("one attempt more")
            .policy(
                p ->
                    rules(
                        p,
                        r -> new Rule(r.mode(), r.cooldown(), r.cooldownMax(), r.attempts() + 1))),
        Mutation.named("everything is auto")
            .policy(
                p ->
                    rules(
                        p, r -> new Rule(Mode.AUTO, r.cooldown(), r.cooldownMax(), r.attempts()))),
        Mutation.named("no ceiling over the modes")
            .policy(
                p ->
                    new RemedyPolicy(
                        Mode.AUTO,
                        p.actions(),
                        p.verifyWithin(),
                        p.disruptivePerHour(),
                        p.disruptivePerDay(),
                        p.roundEvery(),
                        p.window())),
        Mutation.named("old readings count as fresh")
            .policy(
                p ->
                    new RemedyPolicy(
                        p.ceiling(),
                        p.actions(),
                        p.verifyWithin(),
                        p.disruptivePerHour(),
                        p.disruptivePerDay(),
                        p.roundEvery().multipliedBy(300),
                        p.window())));
  }

  private static RemedyPolicy budget(RemedyPolicy p, int hour, int day) {
    return new RemedyPolicy(
        p.ceiling(), p.actions(), p.verifyWithin(), hour, day, p.roundEvery(), p.window());
  }

  private static RemedyPolicy rules(RemedyPolicy p, UnaryOperator<Rule> change) {
    Map<ActionKind, Rule> rules = new EnumMap<>(ActionKind.class);
    p.actions().forEach((kind, rule) -> rules.put(kind, change.apply(rule)));
    return new RemedyPolicy(
        p.ceiling(),
        rules,
        p.verifyWithin(),
        p.disruptivePerHour(),
        p.disruptivePerDay(),
        p.roundEvery(),
        p.window());
  }

  private static List<Mutation> verifiers() {
    Verifier verifier = new Verifier();
    return List.of(
        Mutation.named("what was done is cured")
            .judge(
                (attempts, report, picture, policy, now) ->
                    attempts.stream()
                        .filter(a -> a.unsettled() && a.endedAt().isPresent())
                        .map(a -> new AttemptVerdict(a.verified(Verification.CURED), "it was done"))
                        .toList()),
        Mutation.named("nothing is ever verified")
            .judge((attempts, report, picture, policy, now) -> List.of()),
        Mutation.named("what is not cured is cured")
            .judge(
                (attempts, report, picture, policy, now) ->
                    verifier.verify(attempts, report, picture, policy, now).stream()
                        .map(
                            v ->
                                new AttemptVerdict(
                                    v.attempt().verified(Verification.CURED), v.why()))
                        .toList()));
  }

  private static List<Mutation> records() {
    return List.of(
        Mutation.named("a restart forgets the attempts")
            .journal(
                journal ->
                    new CrossedJournal(journal, where -> {}) {
                      @Override
                      public List<Attempt> attemptsSince(Instant since) {
                        return List.of();
                      }
                    }),
        Mutation.named("leftovers stay under way")
            .journal(
                journal ->
                    new CrossedJournal(journal, where -> {}) {
                      @Override
                      public List<Attempt> interruptLeftovers(Instant at) {
                        return List.of();
                      }
                    }),
        Mutation.named("the intent is written after the act")
            .journal(
                journal ->
                    new CrossedJournal(journal, where -> {}) {
                      @Override
                      public Attempt begin(Decision.Act act, Instant at) {
                        return new Attempt(
                            at.toEpochMilli(),
                            act.wanted(),
                            act.cause().key(),
                            at,
                            Optional.empty(),
                            Result.RUNNING,
                            "",
                            Verification.OPEN);
                      }
                    }),
        Mutation.named("outcomes are not written")
            .journal(
                journal ->
                    new CrossedJournal(journal, where -> {}) {
                      @Override
                      public void end(Attempt a, Instant at, Result result, String detail) {}
                    }),
        Mutation.named("verifications are not written")
            .journal(
                journal ->
                    new CrossedJournal(journal, where -> {}) {
                      @Override
                      public void verified(Attempt a, Instant at, Verification seen) {}
                    }),
        Mutation.named("pauses are forgotten")
            .journal(
                journal ->
                    new CrossedJournal(journal, where -> {}) {
                      @Override
                      public List<Intent> intents(Instant now) {
                        return List.of();
                      }
                    }),
        Mutation.named("once a leader, for ever a leader")
            .lease((before, now) -> before.isPresent() ? before : now),
        Mutation.named("no fence, and the lease is looked at once")
            .journal(Mutants::unfenced)
            .lease((before, now) -> before.isPresent() ? before : now));
  }

  /** A journal that raises no fence: a plane that led before goes on writing. */
  private static Journal unfenced(Journal journal) {
    return new CrossedJournal(journal, where -> {}) {
      @Override
      public long lead(String holder) {
        return 1;
      }

      @Override
      public boolean leads() {
        return true;
      }
    };
  }
}
