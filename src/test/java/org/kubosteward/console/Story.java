package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.journal.DecisionRecord;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Intent;

/** A whole record for a test to show, by name: see {@link Stories}. */
record Story(
    Optional<Round> latest,
    List<RoundFigures> history,
    List<Attempt> attempts,
    List<DecisionRecord> decisions,
    List<Intent> intents) {

  static final Story EMPTY =
      new Story(Optional.empty(), List.of(), List.of(), List.of(), List.of());

  Story with(Intent... asked) {
    return new Story(latest, history, attempts, decisions, List.of(asked));
  }

  RecordSnapshot dossier(Instant now) {
    return new RecordSnapshot(
        latest,
        Map.of(),
        history,
        intents,
        attempts,
        decisions,
        Optional.empty(),
        Optional.empty(),
        Silences.Seen.NOTHING,
        Duration.ofSeconds(15),
        loop(now),
        now);
  }

  /** The loop as it is when the clock has not been set since the latest round. */
  LoopState loop(Instant now) {
    return latest
        .map(round -> new LoopState(Duration.between(round.plannedAt(), now), round.leader(), 0))
        .orElse(new LoopState(Duration.ZERO, true, 0));
  }
}
