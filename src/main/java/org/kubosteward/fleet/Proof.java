package org.kubosteward.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The last try to move a block of its own across a link.
 *
 * @param outcome what came of it
 * @param failures tries in a row that failed, 0 after a success
 * @param at when the try ended
 * @param took how long the fetch took
 * @param detail a sentence for people, empty after a success
 * @param full the node that had no room on its disk to write the block, if that is why it failed
 */
public record Proof(
    Outcome outcome,
    int failures,
    Instant at,
    Duration took,
    String detail,
    Optional<NodeId> full) {

  /** A try that no full disk stopped. */
  public Proof(Outcome outcome, int failures, Instant at, Duration took, String detail) {
    this(outcome, failures, at, took, detail, Optional.empty());
  }

  /** The same, stopped by the full disk of that node. */
  public Proof fullAt(NodeId node) {
    return new Proof(outcome, failures, at, took, detail, Optional.of(node));
  }

  /** What came of a try. */
  public enum Outcome {
    /** The block arrived, and it was the block. */
    EXCHANGED,
    /** The holder has the block, the asker answers, and the block did not come. */
    NOT_EXCHANGED,
    /** The canary itself failed: a block could not be put, or one of the two does not answer. */
    NOT_TRIED,
    /** The plane's credential does not allow canaries there: somebody wants none. */
    NOT_ALLOWED
  }
}
