package org.kubosteward.journal;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Decision;

/**
 * A decision as it was written down: one row for as long as the same thing is decided about the
 * same finding for the same reason.
 *
 * @param subject in words
 * @param node the node it is about, if it is about one
 * @param firstAt when it was first decided
 * @param lastAt when it was last decided the same way; while that goes on it is written, with
 *     {@code why} and {@code evidence}, only now and then, and so may be some minutes old
 * @param action what was done, or would have been, in words
 * @param attempts what was done on its account, oldest first
 */
public record DecisionRecord(
    long id,
    Code code,
    String subject,
    Optional<String> node,
    Level level,
    Instant since,
    SortedMap<String, String> evidence,
    Decision.Kind kind,
    Optional<String> action,
    Optional<String> guard,
    String why,
    Instant firstAt,
    Instant lastAt,
    List<Attempt> attempts) {
  public DecisionRecord {
    evidence = Collections.unmodifiableSortedMap(new TreeMap<>(evidence));
    attempts = List.copyOf(attempts);
  }

  /** The same with these attempts. */
  DecisionRecord with(List<Attempt> itsAttempts) {
    return new DecisionRecord(
        id,
        code,
        subject,
        node,
        level,
        since,
        evidence,
        kind,
        action,
        guard,
        why,
        firstAt,
        lastAt,
        itsAttempts);
  }
}
