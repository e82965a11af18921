package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.fleet.Bandwidth;
import org.kubosteward.fleet.NodeId;
import org.kubosteward.fleet.Preparation;
import org.kubosteward.fleet.Reading;
import org.kubosteward.journal.DecisionRecord;
import org.kubosteward.journal.LoopState;
import org.kubosteward.journal.Round;
import org.kubosteward.journal.RoundFigures;
import org.kubosteward.remedy.Attempt;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mutes;

/**
 * All of the record that one page or answer is made of, read once.
 *
 * @param latest empty before the first round
 * @param earlier what each node had moved in the round before the latest, for rates
 * @param history figures of the last rounds, oldest first
 * @param intents what operators asked and still holds
 * @param attempts the attempts of the last day, oldest first
 * @param decisions the newest decisions, newest first
 * @param journalTrouble why the record cannot be written or read; empty when it can
 * @param preparation what is done before there is a fleet to look at, or how that failed
 * @param silences what Alertmanager said last of its silences
 * @param every the period of the rounds
 * @param loop the loop when it was read
 * @param now when it was read
 */
record Dossier(
    Optional<Round> latest,
    Map<NodeId, Reading<Bandwidth>> earlier,
    List<RoundFigures> history,
    List<Intent> intents,
    List<Attempt> attempts,
    List<DecisionRecord> decisions,
    Optional<String> journalTrouble,
    Optional<Preparation> preparation,
    Silences.Seen silences,
    Duration every,
    LoopState loop,
    Instant now) {

  Mutes mutes() {
    return Mutes.of(intents, latest.map(round -> round.report().findings()).orElse(List.of()), now);
  }

  Verdict verdict() {
    return Verdict.of(latest, mutes(), every, loop.sinceRound());
  }
}
