package org.kubosteward.console;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kubosteward.remedy.Attempt;

/**
 * One attempt as the page shows it.
 *
 * @param css ok, bad, busy or dim
 * @param result what the call brought, and what later rounds saw, in words
 * @param took how long the call took, or has been running
 */
record ActionRow(
    String css, String what, String cause, Ago at, String result, String took, String detail) {

  static ActionRow of(Attempt attempt, Instant now) {
    boolean running = attempt.result() == Attempt.Result.RUNNING;
    Instant end = attempt.endedAt().orElse(now);
    String took = Ago.fine(Duration.between(attempt.startedAt(), end));
    return new ActionRow(
        css(attempt),
        attempt.action().describe(),
        attempt.cause().code() + " " + attempt.cause().subject(),
        Ago.past(attempt.startedAt(), now),
        result(attempt),
        running ? "for " + took : took,
        attempt.detail());
  }

  /** The newest first, at most {@code most}. */
  static List<ActionRow> newest(List<Attempt> attempts, int most, Instant now) {
    List<Attempt> last = attempts.subList(Math.max(0, attempts.size() - most), attempts.size());
    List<ActionRow> rows = new ArrayList<>(last.stream().map(attempt -> of(attempt, now)).toList());
    Collections.reverse(rows);
    return List.copyOf(rows);
  }

  private static String css(Attempt attempt) {
    return switch (attempt.result()) {
      case RUNNING -> "busy";
      case FAILED, TIMED_OUT, REFUSED -> "bad";
      case INTERRUPTED -> "dim";
      case DONE ->
          switch (attempt.verification()) {
            case CURED -> "ok";
            case NOT_CURED -> "bad";
            case OPEN -> "busy";
          };
    };
  }

  private static String result(Attempt attempt) {
    String call =
        switch (attempt.result()) {
          case RUNNING -> "running";
          case DONE -> "done";
          case FAILED -> "failed";
          case TIMED_OUT -> "gave up at the deadline";
          case INTERRUPTED -> "interrupted";
          case REFUSED -> "refused";
        };
    Optional<String> seen =
        switch (attempt.verification()) {
          case OPEN ->
              attempt.result() == Attempt.Result.RUNNING
                  ? Optional.empty()
                  : Optional.of("being verified");
          case CURED -> Optional.of("cured");
          case NOT_CURED -> Optional.of("not cured");
        };
    return call + seen.map(s -> ", " + s).orElse("");
  }
}
