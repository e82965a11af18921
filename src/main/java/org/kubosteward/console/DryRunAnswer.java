package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.health.Code;
import org.kubosteward.health.Finding;
import org.kubosteward.journal.Round;
import org.kubosteward.remedy.Action;
import org.kubosteward.remedy.Rehearsal;

/**
 * {@code POST /api/v1/dry-run}: what would happen now.
 *
 * @param at when the picture was taken that it rests on, with {@code round}
 * @param action in a few words, as it would be done; null when the plane would not do it at all
 * @param proposal what it would bring, or why the plane would not do it at all
 * @param mode how far the action may go
 * @param verdict the answer in one sentence
 * @param cause the finding that asks for it; null when none does
 * @param supposed the finding that was supposed in its place; null when there is one
 * @param causes the codes that it is done about
 * @param decision what the plane decides about the cause, supposed or not
 */
record DryRunAnswer(
    long round,
    Instant at,
    Optional<String> action,
    String proposal,
    String mode,
    boolean disruptive,
    String verdict,
    Optional<Cause> cause,
    Optional<Cause> supposed,
    List<Code> causes,
    HealthAnswer.Decided decision,
    List<GuardAnswer> guards) {

  static DryRunAnswer of(DryRunRequest request, Rehearsal rehearsal, Round round) {
    Optional<Cause> cause = Optional.of(Cause.of(rehearsal.cause()));
    boolean supposed = rehearsal.supposed();
    List<Code> causes = Rehearsal.causes(request.action());
    return new DryRunAnswer(
        round.picture().round(),
        round.picture().takenAt(),
        rehearsal.action().map(Action::describe),
        rehearsal.proposal(),
        round.policy().mode(request.action()).name().toLowerCase(Locale.ROOT),
        request.action().disruptive(),
        verdict(request, rehearsal, causes),
        cause.filter(c -> !supposed),
        cause.filter(c -> supposed),
        causes,
        HealthAnswer.Decided.of(rehearsal.decision()),
        GuardAnswer.all(rehearsal));
  }

  private static String verdict(DryRunRequest request, Rehearsal rehearsal, List<Code> causes) {
    String would =
        switch (rehearsal.decision().kind()) {
          case ACT -> "would be done: ";
          case WAIT -> "would wait: ";
          case REFUSE ->
              "would be refused by the guard " + rehearsal.decision().guard().orElse("") + ": ";
          case LEAVE -> "would not be done: ";
        };
    String sentence = request.action().label() + " " + would + rehearsal.decision().why();
    return rehearsal.supposed()
        ? "nothing now, because no finding asks for it. With a %s, one of its causes (%s): %s"
            .formatted(
                rehearsal.cause().code(),
                String.join(", ", causes.stream().map(Code::name).toList()),
                sentence)
        : sentence;
  }

  /** A finding that asks for the action. */
  record Cause(String code, String severity, String subject, Instant since) {
    static Cause of(Finding finding) {
      return new Cause(
          finding.code().name(),
          finding.level().severity(),
          finding.subject().toString(),
          finding.since());
    }
  }
}
