package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kubosteward.journal.DecisionRecord;

/** One recorded decision on the wire, with what was done on its account. */
record DecisionAnswer(
    long id,
    String code,
    String severity,
    String subject,
    Optional<String> node,
    Instant since,
    Map<String, String> evidence,
    String kind,
    Optional<String> action,
    Optional<String> guard,
    String why,
    Instant firstAt,
    Instant lastAt,
    List<AttemptAnswer> attempts) {

  static DecisionAnswer of(DecisionRecord record) {
    return new DecisionAnswer(
        record.id(),
        record.code().name(),
        record.level().severity(),
        record.subject(),
        record.node(),
        record.since(),
        record.evidence(),
        record.kind().name().toLowerCase(Locale.ROOT),
        record.action(),
        record.guard(),
        record.why(),
        record.firstAt(),
        record.lastAt(),
        record.attempts().stream().map(AttemptAnswer::of).toList());
  }

  /** {@code GET /api/v1/decisions}, newest first. */
  record All(List<DecisionAnswer> decisions) {
    static All of(List<DecisionRecord> records) {
      return new All(records.stream().map(DecisionAnswer::of).toList());
    }
  }
}
