package org.kubosteward.content;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * How a content stands. A copy on a node that is away counts, one on a node that is gone does not.
 *
 * @param proven copies proven, however long ago
 * @param fresh of these, on nodes that answer, proven within the interval
 * @param held copies that kubo says are pinned
 * @param fetching copies on their way
 * @param damaged copies that miss blocks
 * @param excess copies that wait to be dropped
 * @param away of all these, on nodes that are away
 * @param gone copies on nodes that are gone
 * @param overdue copies proven or held that were not proven within the interval
 * @param min how many proven ones the policy asks for
 * @param stored whether one was ever held
 * @param since since when it is so, as well as it can be told: of the node that went first, of the
 *     damage, of the wish
 */
public record Standing(
    int proven,
    int fresh,
    int held,
    int fetching,
    int damaged,
    int excess,
    int away,
    int gone,
    int overdue,
    int min,
    boolean stored,
    Instant since) {

  /** The worst that holds. */
  public Verdict verdict() {
    Verdict ladder = ladder();
    return damaged > 0 && ladder.compareTo(Verdict.DAMAGED) < 0
        ? Verdict.DAMAGED
        : overdue > 0 && ladder.compareTo(Verdict.PROOF_OVERDUE) < 0
            ? Verdict.PROOF_OVERDUE
            : ladder;
  }

  /** All that holds: how many copies there are, and beside that damage and overdue proofs. */
  public Set<Verdict> verdicts() {
    Set<Verdict> all = EnumSet.of(ladder());
    if (damaged > 0) {
      all.add(Verdict.DAMAGED);
    }
    if (overdue > 0) {
      all.add(Verdict.PROOF_OVERDUE);
    }
    return all;
  }

  /** Whether there are fewer proven copies than the policy asks for. */
  public boolean isShort() {
    return proven < min;
  }

  /** How near its loss is: the fewer, the nearer. What nobody has yet cannot be lost. */
  int urgency() {
    return ladder() == Verdict.PENDING ? 2 : proven;
  }

  private Verdict ladder() {
    if (proven + held + excess == 0) {
      return stored ? Verdict.LOST : Verdict.PENDING;
    }
    if (proven >= min) {
      return Verdict.FULFILLED;
    }
    return proven <= 1 ? Verdict.AT_RISK : Verdict.UNDER_REPLICATED;
  }
}
