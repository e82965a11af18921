package org.kubosteward.console;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.access.Problem;
import org.kubosteward.access.Rejected;
import org.kubosteward.health.Code;
import org.kubosteward.journal.FleetStatus;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Rehearsal;

/** Says what would happen, and why what happens does; changes nothing. */
@Singleton
final class RehearsalDesk {
  private final RecordQueries clerk;
  private final Holds holds;

  RehearsalDesk(RecordQueries clerk, Holds holds) {
    this.clerk = clerk;
    this.holds = holds;
  }

  /** What would come of an action now: the same thinking as in a round, over the latest picture. */
  DryRunAnswer dryRun(Map<String, String> fields) {
    RecordSnapshot dossier = clerk.full();
    Round round = round(dossier);
    DryRunRequest request = DryRunRequest.read(fields, round.picture());
    Rehearsal rehearsal =
        Rehearsal.of(
            request.action(),
            request.node(),
            request.peer(),
            round.situation(dossier.attempts(), dossier.intents(), dossier.journalTrouble()));
    return DryRunAnswer.of(request, rehearsal, round);
  }

  /** Everything about one finding. */
  Explanation explain(QueryParameter code, QueryParameter node, QueryParameter peer) {
    RecordSnapshot dossier = clerk.full();
    Round round = round(dossier);
    List<String> codes =
        round.report().findings().stream().map(f -> f.code().name()).distinct().toList();
    Optional<Code> named = code.code();
    FindingQuery sought =
        new FindingQuery(
            named.orElseThrow(
                () ->
                    new Rejected(
                        Problem.badRequest(
                            "say which finding with code=; the latest round has "
                                + (codes.isEmpty() ? "none" : String.join(", ", codes))))),
            node.text(),
            peer.text());
    return Explanation.of(sought.among(round.report().findings()), round, dossier, holds);
  }

  private static Round round(RecordSnapshot dossier) {
    Round round =
        dossier
            .latest()
            .orElseThrow(
                () ->
                    new Rejected(
                        Problem.unavailable("the first round has not ended; ask again soon")));
    FleetStatus.stale(round, dossier.every(), dossier.loop().sinceRound())
        .ifPresent(
            why -> {
              throw new Rejected(Problem.unavailable(why));
            });
    return round;
  }
}
