package org.kubosteward.content;

/**
 * What holds of a content, the worst last; several may hold at a time. Append-only: the names
 * appear in answers and metrics.
 */
public enum Verdict {
  /** As many proven copies as its policy asks for. */
  FULFILLED,
  /** A copy more than its policy asks for waits to be dropped. */
  EXCESS,
  /** It was asked for lately, or nobody here has had it yet, and it has not got its copies. */
  PENDING,
  /** A copy was not proven within the interval. */
  PROOF_OVERDUE,
  /** Fewer proven copies than the policy asks for, and more than one. */
  UNDER_REPLICATED,
  /** Blocks of a copy are missing or wrong. */
  DAMAGED,
  /** Fewer proven copies than the policy asks for, and one at the most. */
  AT_RISK,
  /** It was here, and no copy is left that can be counted on. */
  LOST
}
