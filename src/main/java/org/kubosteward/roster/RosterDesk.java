package org.kubosteward.roster;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.LatestRound;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.RosterRow;
import org.kubosteward.journal.RosterRows;
import org.kubosteward.journal.Round;

/**
 * Knows the roster that counts now: that of the own round where this plane leads, else what the
 * leader left in the journal, and where there is no such thing what this plane sees itself.
 */
@Singleton
final class RosterDesk {
  private static final Logger LOG = Logger.getLogger(RosterDesk.class);

  private final LatestRound rounds;
  private final RosterRows rows;
  private final RosterBook book;
  private final LoopState.Source loop;

  @Inject
  RosterDesk(LatestRound rounds, RosterRows rows, RosterBook book, LoopState.Source loop) {
    this.rounds = rounds;
    this.rows = rows;
    this.book = book;
    this.loop = loop;
  }

  /**
   * The roster; empty before any round of any plane has ended.
   *
   * @throws JournalUnavailable when only the journal could tell, and does not answer
   */
  Optional<Posted> current() {
    Optional<Round> own = rounds.latest();
    LoopState state = loop.now();
    if (state.leads() && own.filter(Round::leader).isPresent()) {
      return own.map(round -> seen(round, state));
    }
    try {
      return rows.roster().map(this::left).or(() -> own.map(round -> seen(round, state)));
    } catch (JournalUnavailable | IllegalArgumentException e) {
      LOG.debugf("roster=own why=\"%s\"", e.getMessage());
      return Optional.of(own.map(round -> seen(round, state)).orElseThrow(() -> e));
    }
  }

  private Posted seen(Round round, LoopState state) {
    return new Posted(
        book.of(round),
        state.leads() && round.leader(),
        round.picture().round(),
        round.picture().takenAt(),
        state.sinceRound());
  }

  private Posted left(RosterRow row) {
    return new Posted(book.of(row), false, row.round(), row.takenAt(), row.age());
  }
}
