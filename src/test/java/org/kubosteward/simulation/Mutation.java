package org.kubosteward.simulation;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kubosteward.journal.Journal;
import org.kubosteward.kube.Term;
import org.kubosteward.loop.DrivenPlane;
import org.kubosteward.remedy.Guard;
import org.kubosteward.remedy.RemedyPolicy;
import org.kubosteward.remedy.Verifier;
import org.kubosteward.remedy.guard.Guards;

/**
 * What is changed about the planes. The invariants are told nothing of it.
 *
 * @param policy what the planes are told of the policy
 * @param journal what they are given for a journal
 * @param lease what they are told of the lease, of what they were told before and what is so
 */
record Mutation(
    String name,
    UnaryOperator<List<Guard>> guards,
    UnaryOperator<RemedyPolicy> policy,
    UnaryOperator<Journal> journal,
    DrivenPlane.Judge judge,
    Told lease) {

  /** What a plane is told of its lease. */
  interface Told {
    Optional<Term> lease(Optional<Term> before, Optional<Term> now);
  }

  static final Mutation NONE = named("none");

  static Mutation named(String name) {
    return new Mutation(
        name,
        UnaryOperator.identity(),
        UnaryOperator.identity(),
        UnaryOperator.identity(),
        new Verifier()::verify,
        (before, now) -> now);
  }

  Mutation guards(UnaryOperator<List<Guard>> changed) {
    return new Mutation(name, changed, policy, journal, judge, lease);
  }

  Mutation policy(UnaryOperator<RemedyPolicy> changed) {
    return new Mutation(name, guards, changed, journal, judge, lease);
  }

  Mutation journal(UnaryOperator<Journal> changed) {
    return new Mutation(name, guards, policy, changed, judge, lease);
  }

  Mutation judge(DrivenPlane.Judge changed) {
    return new Mutation(name, guards, policy, journal, changed, lease);
  }

  Mutation lease(Told changed) {
    return new Mutation(name, guards, policy, journal, judge, changed);
  }

  /** Without the guard of that name. */
  static Mutation without(String guard) {
    return named("no guard " + guard)
        .guards(all -> all.stream().filter(g -> !g.name().equals(guard)).toList());
  }

  /** The guard of that name, by its shipped self. */
  static Guard guard(String name) {
    return Guards.all().stream().filter(g -> g.name().equals(name)).findFirst().orElseThrow();
  }
}
