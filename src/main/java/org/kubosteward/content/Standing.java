package org.kubosteward.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
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
 * @param young whether it was asked for so lately that its copies may still be on their first way
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
    boolean young,
    Instant since) {

  /** The worst that holds. */
  public Verdict verdict() {
    return Collections.max(verdicts());
  }

  /** All that holds: how many copies there are, and beside that damage and overdue proofs. */
  public Set<Verdict> verdicts() {
    Set<Verdict> all = EnumSet.of(ladder());
    if (excess > 0) {
      all.add(Verdict.EXCESS);
    }
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
    return copies() == 0 && !stored ? 2 : proven;
  }

  /** How it stands in a few words, {@code 1 of 2 proven, 1 on its way}. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    parts.add("%d of %d proven".formatted(proven, min));
    part(parts, held, "held and not proven");
    part(parts, fetching, "on its way");
    part(parts, damaged, "damaged");
    part(parts, excess, "too many");
    part(parts, away, "on nodes that do not answer");
    part(parts, gone, "on nodes that are gone");
    part(parts, overdue, "with an overdue proof");
    return String.join(", ", parts);
  }

  private static void part(List<String> parts, int count, String what) {
    if (count > 0) {
      parts.add(count + " " + what);
    }
  }

  private int copies() {
    return proven + held + excess;
  }

  private Verdict ladder() {
    if (copies() == 0) {
      return stored ? Verdict.LOST : Verdict.PENDING;
    }
    if (proven >= min) {
      return Verdict.FULFILLED;
    }
    if (young) {
      return Verdict.PENDING;
    }
    return proven <= 1 ? Verdict.AT_RISK : Verdict.UNDER_REPLICATED;
  }
}
