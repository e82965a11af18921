package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.journal.DecisionRecord;
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

  Dossier dossier(Instant now) {
    return new Dossier(
        latest,
        Optional.empty(),
        history,
        intents,
        attempts,
        decisions,
        Optional.empty(),
        Optional.empty(),
        Silences.Seen.NOTHING,
        Duration.ofSeconds(15),
        now);
  }
}
