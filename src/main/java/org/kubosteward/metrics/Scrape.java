package org.kubosteward.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.journal.JournalView;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;

/**
 * All that a scrape shows, and the families that it makes.
 *
 * @param latest the latest round; empty before the first
 * @param fresh whether it is young enough to be believed; an old one says nothing about the fleet
 * @param loop the loop at the moment of the scrape
 */
public record Scrape(
    Optional<Round> latest, boolean fresh, boolean journalOpen, Tally tally, LoopState loop) {
  /**
   * The state of things now.
   *
   * @param every the period of the rounds
   */
  public static Scrape at(LoopState loop, Duration every, JournalView journal, Tally tally) {
    Optional<Round> latest = journal.latest();
    return new Scrape(
        latest,
        latest.isEmpty() || FleetStatus.fresh(loop.sinceRound(), every),
        journal.open(),
        tally,
        loop);
  }

  /** The families in the order of the {@link Catalogue}; one without samples is left out. */
  public List<Family> families() {
    Optional<Round> believed = latest.filter(round -> fresh);
    return Stream.of(
            PlaneFamilies.of(latest, journalOpen, loop),
            HealthFamilies.of(believed),
            RemedyFamilies.of(believed, tally),
            AccessFamilies.of(tally),
            believed.flatMap(Round::content).stream().flatMap(ContentFamilies::of),
            believed.stream().flatMap(round -> NodeFamilies.of(round.picture())))
        .flatMap(families -> families)
        .filter(family -> !family.samples().isEmpty())
        .toList();
  }
}
