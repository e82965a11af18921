package org.kubosteward.console;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;

/** One intent on the wire; what it is not about is null. */
record IntentAnswer(
    long id,
    String kind,
    Optional<String> node,
    Optional<String> action,
    Optional<String> code,
    String author,
    String reason,
    Instant createdAt,
    Optional<Instant> expiresAt) {

  static IntentAnswer of(Intent intent) {
    return new IntentAnswer(
        intent.id(),
        intent.kind().name().toLowerCase(Locale.ROOT),
        intent.node(),
        intent.action().map(ActionKind::label),
        intent.code().map(Enum::name),
        intent.author(),
        intent.reason(),
        intent.createdAt(),
        intent.expiresAt());
  }

  /** {@code GET /api/v1/intents}. */
  record All(List<IntentAnswer> intents) {
    static All of(List<Intent> intents) {
      return new All(intents.stream().map(IntentAnswer::of).toList());
    }
  }
}
