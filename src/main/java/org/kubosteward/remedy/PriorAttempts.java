package org.kubosteward.remedy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
 * <p>One that was refused is no try: it neither counts nor makes the next wait its cool-down.
 *
 * <p>A remedy may be a ladder: what another step of it tried is told, and neither counts against
 * this one nor makes it wait. Nor does the same tried about something else: that one block is
 * nowhere to be found says nothing about another.
 *
 * @param trouble what they were about
 * @param step the action that is asked about
 * @param attempts of every step, oldest first
 */
public record PriorAttempts(Finding trouble, Action step, List<Attempt> attempts) {
  /** After two quiet hours the same fault is a new one, as for Cluster API's minHealthyPeriod. */
  static final Duration CALM = Duration.ofHours(2);

  /** What was refused changed nothing: it is asked for again as soon as a right may be back. */
  public static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  /** A link that holds for less is not cured: a cause that cuts it again is still there. */
  static final Duration LASTS = Duration.ofMinutes(10);

  /** What was tried about that finding, or was the same deed as that action, and still counts. */
  public static PriorAttempts of(Finding cause, Action wanted, Situation situation) {
    Instant calm = cause.since().minus(CALM);
    Instant acknowledged =
        situation
            .acknowledgements()
            .filter(intent -> acknowledges(intent, cause, wanted))
            .map(Intent::createdAt)
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return new PriorAttempts(
        cause,
        wanted,
        situation.attempts().stream()
            .filter(a -> a.cause().equals(cause.key()) || a.action().sameDeed(wanted))
            .filter(a -> a.lastAt().isAfter(calm) && a.startedAt().isAfter(acknowledged))
            .toList());
  }

  /** The latest of this step that was not refused. */
  public Optional<Attempt> last() {
    return ofThisStep().reduce((older, newer) -> newer);
  }

  /** The latest of this step, when it was refused. */
  public Optional<Attempt> refused() {
    return attempts.stream()
        .filter(attempt -> attempt.action().sameDeed(step))
        .reduce((older, newer) -> newer)
        .filter(Attempt::refused);
  }

  /** When the next may begin, as far as time goes. */
  Optional<Instant> nextAt(RemedyPolicy.Rule rule) {
    return Stream.concat(
            last().map(attempt -> attempt.lastAt().plus(cooldown(rule))).stream(),
            refused().map(attempt -> attempt.lastAt().plus(ASK_AGAIN)).stream())
        .max(Instant::compareTo);
  }

  /**
   * How many in a row, up to the latest, did not cure. One that is open does not count yet; a link
   * that is in trouble again within {@link #LASTS} was not cured, whatever was seen in between.
   */
  int uncured() {
    int uncured = 0;
    List<Attempt> all = ofThisStep().toList();
    for (int i = 0; i < all.size(); i++) {
      Attempt attempt = all.get(i);
      Instant next = i + 1 < all.size() ? all.get(i + 1).startedAt() : trouble.since();
      if (cured(attempt) && lasted(attempt, next)) {
        uncured = 0;
      } else if (attempt.verification() != Verification.OPEN) {
        uncured++;
      }
    }
    return uncured;
  }

  private boolean lasted(Attempt attempt, Instant next) {
    return !step.is(Trait.LINK) || !next.isBefore(attempt.lastAt().plus(LASTS));
  }

  /**
   * How many count against the trouble: of a gentle kind those in a row that did not cure; of a
   * disruptive one all, for a cure that did not last until {@link #CALM} was none.
   */
  public int counted() {
    return step.disruptive()
        ? (int) ofThisStep().filter(attempt -> !attempt.unsettled()).count()
        : uncured();
  }

  /**
   * How many of the attempts that are allowed are used up: those in a row that did not cure; of a
   * restart all. A cache may well have to be emptied every hour, a node that must be restarted
   * every hour is ill.
   */
  public int inVain() {
    return step.is(Trait.TAKES_DOWN) ? counted() : uncured();
  }

  /** How long after the latest the next may begin: doubles with each one that counts. */
  public Duration cooldown(RemedyPolicy.Rule rule) {
    Duration wait = rule.cooldown();
    int counted = counted();
    for (int n = 1; n < counted && wait.compareTo(rule.cooldownMax()) < 0; n++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(rule.cooldownMax()) < 0 ? wait : rule.cooldownMax();
  }

  /** What cured another trouble and was outlived by this one is no cure of this one. */
  private boolean cured(Attempt attempt) {
    return attempt.verification() == Verification.CURED
        && (attempt.cause().equals(trouble.key()) || attempt.lastAt().isBefore(trouble.since()));
  }

  private Stream<Attempt> ofThisStep() {
    return attempts.stream()
        .filter(attempt -> attempt.action().sameDeed(step))
        .filter(attempt -> !attempt.refused());
  }

  /** An acknowledgement of {@code REMEDY_FAILED} is one of what it failed at. */
  private static boolean acknowledges(Intent.Acknowledge intent, Finding cause, Action wanted) {
    return intent.concerns(wanted)
        && intent
            .code()
            .map(code -> code == cause.code() || code == Code.REMEDY_FAILED)
            .orElse(true);
  }
}
