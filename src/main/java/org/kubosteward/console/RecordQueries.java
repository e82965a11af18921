package org.kubosteward.console;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.journal.JournalUnavailable;
import org.kubosteward.journal.JournalView;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;

/**
 * Reads the record for the page and the API. A database that fails leaves the parts that live in
 * memory: the state of the fleet is shown whatever happens.
 */
@Singleton
final class RecordQueries {
  /** How far back the page shows attempts. */
  static final Duration ATTEMPTS_SINCE = Duration.ofDays(1);

  /** Enough to find the decision of every open finding but in the worst of storms. */
  static final int DECISIONS = 100;

  private final JournalView journal;
  private final StartingUp startingUp;
  private final Silences silences;
  private final LoopState.Source loop;
  private final InstantSource clock;
  private final Duration every;

  @Inject
  RecordQueries(
      JournalView journal,
      StartingUp startingUp,
      Silences silences,
      LoopState.Source loop,
      InstantSource clock,
      @ConfigProperty(name = "steward.round.every", defaultValue = "15s") Duration every) {
    this.journal = journal;
    this.startingUp = startingUp;
    this.silences = silences;
    this.loop = loop;
    this.clock = clock;
    this.every = every;
  }

  /** What the verdict needs: the latest round, and the intents that hold. */
  RecordSnapshot brief() {
    return read(false);
  }

  /** What the page needs. */
  RecordSnapshot full() {
    return read(true);
  }

  /** Figures of the last rounds, oldest first. */
  List<RoundFigures> history() {
    return journal.history();
  }

  private RecordSnapshot read(boolean full) {
    Instant now = clock.instant();
    LoopState state = loop.now();
    Trouble trouble = new Trouble(journal.trouble());
    Optional<Leader> leader =
        state.leads()
            ? Optional.empty()
            : trouble.or(() -> journal.roster().stream().toList()).stream()
                .findFirst()
                .map(row -> Leader.of(row, every));
    Optional<Round> latest =
        journal.latest().map(own -> leader.map(led -> led.over(own)).orElse(own));
    return new RecordSnapshot(
        latest,
        journal.bandwidthBefore(),
        full ? journal.history() : List.of(),
        trouble.or(() -> journal.intents(now), () -> latest.map(Round::intents).orElse(List.of())),
        full ? trouble.or(() -> journal.attemptsSince(now.minus(ATTEMPTS_SINCE))) : List.of(),
        full
            ? trouble.or(() -> journal.decisions(DECISIONS, Optional.empty(), Optional.empty()))
            : List.of(),
        trouble.sentence(),
        // One that failed is shown beside the rounds, which have nothing to look at then.
        startingUp.preparation().filter(p -> latest.isEmpty() || !p.underWay()),
        silences.seen(),
        every,
        state,
        now,
        leader);
  }

  /** Notes the first trouble with the database, and spares it the questions after that. */
  private static final class Trouble {
    private Optional<String> sentence;

    Trouble(Optional<String> known) {
      this.sentence = known;
    }

    Optional<String> sentence() {
      return sentence;
    }

    <T> List<T> or(Supplier<List<T>> read) {
      return or(read, List::of);
    }

    <T> List<T> or(Supplier<List<T>> read, Supplier<List<T>> otherwise) {
      if (sentence.isPresent()) {
        return otherwise.get();
      }
      try {
        return read.get();
      } catch (JournalUnavailable unavailable) {
        sentence = Optional.of(String.valueOf(unavailable.getMessage()));
        return otherwise.get();
      }
    }
  }
}
