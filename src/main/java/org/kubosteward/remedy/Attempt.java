package org.kubosteward.remedy;

import java.time.Instant;
import java.util.Optional;
import org.kubosteward.health.Finding;

/**
 * One try of one action: the intent that was written before it, and the outcome after.
 *
 * @param id given by the journal, counts up
 * @param cause the finding that it was meant to cure
 * @param endedAt empty while it runs
 * @param detail what came of it, a sentence; for a collection what was freed or the error
 */
public record Attempt(
    long id,
    Action action,
    Finding.Key cause,
    Instant startedAt,
    Optional<Instant> endedAt,
    Result result,
    String detail,
    Verification verification) {

  /** What the call itself brought. */
  public enum Result {
    /** The intent is written; the call may be under way. */
    RUNNING,
    /** kubo said it was done. */
    DONE,
    /** kubo or the network said no. */
    FAILED,
    /** Given up at the deadline; whether it still runs there is unknown. */
    TIMED_OUT,
    /** The plane died during the call; it is verified, never repeated blindly. */
    INTERRUPTED,
    /**
     * Turned down before anything was done: a right is missing, a disruption budget has no room, or
     * somebody else changed the object. It is no try of the remedy.
     */
    REFUSED
  }

  /** What the next rounds saw. */
  public enum Verification {
    /** Not settled yet. */
    OPEN,
    /** The finding went away and stayed away. */
    CURED,
    /** The finding is still there. */
    NOT_CURED
  }

  /**
   * When it ended, or began while it has not ended; the later of both, as the clock may have been
   * set back in between.
   */
  public Instant lastAt() {
    return endedAt.filter(startedAt::isBefore).orElse(startedAt);
  }

  /** The same attempt with what later rounds saw of it. */
  public Attempt verified(Verification seen) {
    return new Attempt(id, action, cause, startedAt, endedAt, result, detail, seen);
  }

  /** Whether it was turned down before anything was done. */
  public boolean refused() {
    return result == Result.REFUSED;
  }

  /** Whether the call may still be under way, or its effect is not yet known. */
  public boolean unsettled() {
    return verification == Verification.OPEN;
  }
}
