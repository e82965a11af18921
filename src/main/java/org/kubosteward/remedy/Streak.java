package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Attempt.Verification;

/**
 * What was tried about one trouble and still counts: attempts for the same finding, or of the same
 * deed (so that {@code REPO_FULL} does not start afresh where {@code REPO_NEAR_FULL} left off).
 *
 * <p>Two things wipe the slate: an operator who acknowledges, and calm, the finding being younger
 * than the last attempt by {@link #CALM} or more.
 *
 * @param attempts oldest first
 */
record Streak(List<Attempt> attempts) {
  /** After two quiet hours the same fault is a new one, as for Cluster API's minHealthyPeriod. */
  static final Duration CALM = Duration.ofHours(2);

  static Streak of(Finding cause, Action wanted, Situation situation) {
    Instant calm = cause.since().minus(CALM);
    Instant acknowledged =
        situation
            .acknowledgements()
            .filter(intent -> acknowledges(intent, cause, wanted))
            .map(Intent::createdAt)
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return new Streak(
        situation.attempts().stream()
            .filter(a -> a.cause().equals(cause.key()) || a.action().sameDeed(wanted))
            .filter(a -> a.lastAt().isAfter(calm) && a.startedAt().isAfter(acknowledged))
            .toList());
  }

  /** The latest of them. */
  Optional<Attempt> last() {
    return attempts.isEmpty() ? Optional.empty() : Optional.of(attempts.get(attempts.size() - 1));
  }

  /** How many in a row, up to the latest, did not cure. One that is open does not count yet. */
  int uncured() {
    int uncured = 0;
    for (Attempt attempt : attempts) {
      if (attempt.verification() == Verification.CURED) {
        uncured = 0;
      } else if (attempt.verification() == Verification.NOT_CURED) {
        uncured++;
      }
    }
    return uncured;
  }

  /**
   * How many count against the trouble: of a gentle kind those in a row that did not cure; of a
   * disruptive one all, for a cure that did not last until {@link #CALM} was none.
   */
  int counted(ActionKind kind) {
    return kind.disruptive()
        ? (int) attempts.stream().filter(attempt -> !attempt.unsettled()).count()
        : uncured();
  }

  /**
   * How many of the attempts that are allowed are used up: those in a row that did not cure; of a
   * restart all. A cache may well have to be emptied every hour, a node that must be restarted
   * every hour is ill.
   */
  int inVain(ActionKind kind) {
    return kind == ActionKind.RESTART_POD ? counted(kind) : uncured();
  }

  /** How long after the latest the next may begin: doubles with each one that counts. */
  Duration cooldown(ActionKind kind, RemedyPolicy.Rule rule) {
    Duration wait = rule.cooldown();
    int counted = counted(kind);
    for (int n = 1; n < counted && wait.compareTo(rule.cooldownMax()) < 0; n++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(rule.cooldownMax()) < 0 ? wait : rule.cooldownMax();
  }

  /** An acknowledgement of {@code REMEDY_FAILED} is one of what it failed at. */
  private static boolean acknowledges(Intent intent, Finding cause, Action wanted) {
    return intent.concerns(wanted)
        && intent
            .code()
            .map(code -> code == cause.code() || code == Code.REMEDY_FAILED)
            .orElse(true);
  }
}
