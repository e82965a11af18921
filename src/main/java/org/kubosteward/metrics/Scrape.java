package org.kubosteward.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.Round;

/**
 * All that a scrape shows, and the families that it makes.
 *
 * @param latest the latest round; empty before the first
 * @param fresh whether it is young enough to be believed; an old one says nothing about the fleet
 */
public record Scrape(Optional<Round> latest, boolean fresh, boolean journalOpen, Tally tally) {
  /** A round may be missed and another be slow; three in a row mean that the loop stands still. */
  static final int STALE_AFTER_ROUNDS = 3;

  /**
   * The state of things at {@code now}.
   *
   * @param every the period of the rounds
   */
  public static Scrape at(Instant now, Duration every, Journal journal, Tally tally) {
    Optional<Round> latest = journal.latest();
    return new Scrape(
        latest, latest.map(r -> fresh(r, every, now)).orElse(true), journal.open(), tally);
  }

  /** The families in the order of the {@link Catalogue}; one without samples is left out. */
  public List<Family> families() {
    Optional<Round> believed = latest.filter(round -> fresh);
    return Stream.of(
            PlaneFamilies.of(latest, journalOpen),
            HealthFamilies.of(believed),
            RemedyFamilies.of(believed, tally),
            believed.stream().flatMap(round -> NodeFamilies.of(round.picture())))
        .flatMap(families -> families)
        .filter(family -> !family.samples().isEmpty())
        .toList();
  }

  private static boolean fresh(Round round, Duration every, Instant now) {
    Instant ended = round.picture().takenAt().plus(round.took());
    return Duration.between(ended, now).compareTo(every.multipliedBy(STALE_AFTER_ROUNDS)) <= 0;
  }
}
