package org.kubosteward.console;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.remedy.Attempt;

/** One attempt on the wire; {@code endedAt} is null while it runs. */
record AttemptAnswer(
    long id,
    String action,
    String describe,
    Instant startedAt,
    Optional<Instant> endedAt,
    String result,
    String detail,
    String verification) {

  static AttemptAnswer of(Attempt attempt) {
    return new AttemptAnswer(
        attempt.id(),
        attempt.action().kind().label(),
        attempt.action().describe(),
        attempt.startedAt(),
        attempt.endedAt(),
        attempt.result().name().toLowerCase(Locale.ROOT),
        attempt.detail(),
        attempt.verification().name().toLowerCase(Locale.ROOT));
  }
}
