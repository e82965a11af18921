package org.kubosteward.health.check;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kubosteward.content.CopyState;
import org.kubosteward.content.Endangered;
import org.kubosteward.content.PolicySnapshot;
import org.kubosteward.content.Verdict;
import org.kubosteward.health.Check;
import org.kubosteward.health.Code;
import org.kubosteward.health.Evidence;
import org.kubosteward.health.Level;
import org.kubosteward.health.Observation;
import org.kubosteward.health.Picture;
import org.kubosteward.health.Subject;

/**
 * Content that stands as it should not, one finding a policy: how much of it, and the worst few by
 * name. Content that nobody could look at is not mentioned: the checkup freezes what is known of
 * it.
 *
 * @param code of what it sees
 * @param verdict that holds of the content which it is about
 */
record ContentStands(Code code, Verdict verdict, Level level) implements Check {
  /** Contents that evidence names. */
  private static final int NAMED = 3;

  /** One for each verdict that is told. */
  static List<ContentStands> all() {
    return List.of(
        new ContentStands(Code.CONTENT_PENDING, Verdict.PENDING, Level.NOTE),
        new ContentStands(Code.CONTENT_UNDER_REPLICATED, Verdict.UNDER_REPLICATED, Level.WARN),
        new ContentStands(Code.CONTENT_AT_RISK, Verdict.AT_RISK, Level.CRIT),
        new ContentStands(Code.CONTENT_LOST, Verdict.LOST, Level.CRIT),
        new ContentStands(Code.BLOCK_CORRUPT, Verdict.DAMAGED, Level.WARN),
        new ContentStands(Code.PROOF_OVERDUE, Verdict.PROOF_OVERDUE, Level.WARN),
        new ContentStands(Code.CONTENT_EXCESS, Verdict.EXCESS, Level.NOTE));
  }

  @Override
  public Stream<Observation> examine(Picture picture) {
    return picture.content().stream()
        .flatMap(content -> content.policies().entrySet().stream())
        .filter(entry -> entry.getValue().count(verdict) > 0)
        .map(
            entry ->
                Observation.of(
                    code, Subject.ofPolicy(entry.getKey()), level, evidence(entry.getValue())));
  }

  private Evidence evidence(PolicySnapshot policy) {
    List<Endangered> worst = policy.worst(verdict);
    Evidence evidence =
        Evidence.of("contents", "%d of %d".formatted(policy.count(verdict), policy.contents()))
            .and(
                "worst",
                worst.stream().limit(NAMED).map(this::one).collect(Collectors.joining("; ")));
    long fetching = policy.count(CopyState.FETCHING);
    return fetching > 0 ? evidence.and("transfers under way", fetching) : evidence;
  }

  private String one(Endangered content) {
    return "%s: %s".formatted(content.cid(), content.standing().sentence());
  }
}
