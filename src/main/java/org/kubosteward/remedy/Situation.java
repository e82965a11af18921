package org.kubosteward.remedy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.content.ContentPicture;
import org.kubosteward.fleet.FleetSnapshot;
import org.kubosteward.health.Finding;
import org.kubosteward.health.HealthReport;

/**
 * All that a decision may rest on.
 *
 * @param content all content and what could be done about it; empty when it is not known here
 * @param attempts the attempts of the last day or longer, oldest first; what is older than that is
 *     forgotten, and with it that a remedy was exhausted
 * @param intents what operators asked and has not expired, oldest first
 * @param leader whether this process may act
 * @param journalTrouble why the journal cannot be written: no journal, no action; empty when it can
 */
public record Situation(
    FleetSnapshot picture,
    Optional<ContentPicture> content,
    HealthReport report,
    List<Attempt> attempts,
    List<Intent> intents,
    RemedyPolicy policy,
    boolean leader,
    Optional<String> journalTrouble,
    Instant now) {
  public Situation {
    attempts = List.copyOf(attempts);
    intents = List.copyOf(intents);
  }

  /** A situation in which nothing is known of any content. */
  public Situation(
      FleetSnapshot picture,
      HealthReport report,
      List<Attempt> attempts,
      List<Intent> intents,
      RemedyPolicy policy,
      boolean leader,
      Optional<String> journalTrouble,
      Instant now) {
    this(picture, Optional.empty(), report, attempts, intents, policy, leader, journalTrouble, now);
  }

  /** Whether what is done can be recorded. */
  boolean journalOpen() {
    return journalTrouble.isEmpty();
  }

  /** The id of an attempt that is only planned: the journal counts up from 1. */
  public static final long PLANNED = 0;

  /** The same situation once that action has begun: what the decisions after it must see. */
  public Situation begun(Finding cause, Action action) {
    List<Attempt> more = new ArrayList<>(attempts);
    more.add(
        new Attempt(
            PLANNED,
            action,
            cause.key(),
            now,
            Optional.empty(),
            Attempt.Result.RUNNING,
            "planned in this round",
            Attempt.Verification.OPEN));
    return new Situation(
        picture, content, report, more, intents, policy, leader, journalTrouble, now);
  }

  /**
   * What operators acknowledged.
   *
   * @see #said
   */
  public Stream<Intent.Acknowledge> acknowledgements() {
    return said(Intent.Acknowledge.class);
  }

  /**
   * What operators said yes to. One from the future, as there is after a clock stepped back, would
   * allow or lift all that is done until then; it must be said again.
   */
  public <I extends Intent> Stream<I> said(Class<I> kind) {
    return intents.stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(intent -> !intent.createdAt().isAfter(now));
  }

  /** The pauses in force, oldest first. */
  public Stream<Intent.Pause> pauses() {
    return intents.stream()
        .filter(Intent.Pause.class::isInstance)
        .map(Intent.Pause.class::cast)
        .filter(pause -> pause.activeAt(now));
  }

  /** The same situation with that content. */
  public Situation with(ContentPicture known) {
    return new Situation(
        picture,
        Optional.of(known),
        report,
        attempts,
        intents,
        policy,
        leader,
        journalTrouble,
        now);
  }

  /** The same situation under another report: that with what the remedies add to it. */
  public Situation with(HealthReport told) {
    return new Situation(
        picture, content, told, attempts, intents, policy, leader, journalTrouble, now);
  }
}
