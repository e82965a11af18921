package org.kubosteward.loop;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.kubosteward.act.Outcome;
import org.kubosteward.fleet.Collection;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;
import org.kubosteward.journal.AttemptLog;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Attempt.Result;
import org.kubosteward.remedy.AttemptVerdict;
import org.kubosteward.remedy.Decision;
import org.kubosteward.remedy.Trait;

/**
 * The attempts of the last day, and all about what is still found, as the rounds see them. Outcomes
 * are handed to the journal, which keeps those that it cannot write yet. Used by the loop's thread
 * alone.
 */
final class Logbook {
  /** The longest look back of any guard: the daily budget. */
  static final Duration REACH = Duration.ofHours(24);

  private static final Logger LOG = Logger.getLogger("steward.action");

  private final AttemptLog journal;
  private final Counters counters;
  private final SortedMap<Long, Attempt> attempts = new TreeMap<>();
  private boolean opened;

  Logbook(AttemptLog journal, Counters counters) {
    this.journal = journal;
    this.counters = counters;
  }

  /**
   * Reads what an earlier process left, once; what it had under way is marked interrupted. Until
   * that has succeeded nothing may be done.
   *
   * @return whether the record is known
   */
  boolean open(Instant now, HealthReport last) {
    if (!opened) {
      try {
        for (Attempt left : journal.interruptLeftovers(now)) {
          LOG.warnf(
              "attempt=%d action=\"%s\" result=interrupted why=\"the plane stopped during it; it is"
                  + " verified, not repeated\"",
              left.id(), left.action().describe());
        }
        Instant from =
            last.findings().stream()
                .map(Finding::since)
                .reduce(now.minus(REACH), (one, other) -> one.isBefore(other) ? one : other);
        journal.attemptsSince(from).forEach(a -> attempts.put(a.id(), a));
        tidy(now, last);
        opened = true;
      } catch (JournalUnavailable e) {
        LOG.errorf("journal=closed why=\"%s\"", e.getMessage());
      }
    }
    return opened;
  }

  /** The attempts of the last day, oldest first. */
  List<Attempt> attempts() {
    return List.copyOf(attempts.values());
  }

  /** Whether a call is under way or its effect is not settled. */
  boolean unsettled() {
    return attempts.values().stream().anyMatch(Attempt::unsettled);
  }

  /** Writes the intent to act; empty when it cannot be written, and then nothing may be done. */
  Optional<Attempt> begin(Decision.Act act, Instant now) {
    try {
      Attempt attempt = journal.begin(act, now);
      attempts.put(attempt.id(), attempt);
      LOG.infof(
          "attempt=%d action=\"%s\" cause=%s subject=%s result=begun why=\"%s\"",
          attempt.id(),
          act.wanted().describe(),
          act.cause().code(),
          act.cause().subject(),
          act.why());
      return Optional.of(attempt);
    } catch (JournalUnavailable e) {
      LOG.errorf(
          "action=\"%s\" result=not-begun why=\"no journal, no action: %s\"",
          act.wanted().describe(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Notes what a call brought, and answers the attempt as it stands then. */
  Attempt end(Attempt attempt, Outcome outcome, Instant now, Duration took) {
    counters.attempted(attempt.action().kind(), outcome.result());
    LOG.infof(
        "attempt=%d action=\"%s\" result=%s took=%s detail=\"%s\"",
        attempt.id(), attempt.action().describe(), outcome.result(), took, outcome.detail());
    Attempt ended =
        new Attempt(
            attempt.id(),
            attempt.action(),
            attempt.cause(),
            attempt.startedAt(),
            Optional.of(now),
            outcome.result(),
            outcome.detail(),
            attempt.verification());
    attempts.put(attempt.id(), ended);
    journal.end(attempt, now, outcome.result(), outcome.detail());
    return ended;
  }

  /** Notes what the rounds saw of an ended attempt. */
  void verified(AttemptVerdict verdict, Instant now) {
    Attempt attempt = verdict.attempt();
    LOG.infof(
        "attempt=%d action=\"%s\" verified=%s why=\"%s\"",
        attempt.id(), attempt.action().describe(), attempt.verification(), verdict.why());
    attempts.put(attempt.id(), attempt);
    journal.verified(attempt, now, attempt.verification());
  }

  /**
   * Forgets what is out of reach of every guard. What was tried about a trouble that is still there
   * is never forgotten: it may be exhausted.
   */
  void tidy(Instant now, HealthReport report) {
    attempts
        .values()
        .removeIf(
            a ->
                !a.unsettled()
                    && a.startedAt().isBefore(now.minus(REACH))
                    && report.finding(a.cause()).isEmpty());
  }

  /** How the last collection of each node ended. */
  SortedMap<NodeId, Collection> collections() {
    SortedMap<NodeId, Collection> last = new TreeMap<>();
    attempts.values().stream()
        .filter(a -> a.action().is(Trait.COLLECTS) && a.endedAt().isPresent())
        .filter(a -> a.result() == Result.DONE || aborted(a))
        .sorted(Comparator.comparing(Attempt::startedAt))
        .forEach(
            a ->
                last.put(
                    a.action().target(),
                    new Collection(a.endedAt().orElseThrow(), aborted(a) ? a.detail() : "")));
    return last;
  }

  /** One that was never begun, or whose end nobody saw, says nothing about the repository. */
  private static boolean aborted(Attempt attempt) {
    return attempt.result() == Result.FAILED && attempt.detail().startsWith("aborted");
  }
}
