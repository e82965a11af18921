package org.kubosteward.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mutes;

/**
 * One intent on the wire; what it is not about is null.
 *
 * @param covered what a mute covered when it was made; null for a sticky one
 * @param endedEarly why a mute does not hold any more before its end
 * @param notice what of it could not be done; left out when all was
 * @param silence the id of the silence in Alertmanager that was made with a pause
 */
record IntentAnswer(
    long id,
    String kind,
    Optional<String> node,
    Optional<String> action,
    Optional<String> code,
    String author,
    String reason,
    Instant createdAt,
    Optional<Instant> expiresAt,
    Optional<Covered> covered,
    Optional<String> endedEarly,
    Optional<String> silence,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> notice) {

  /** The same with what of it could not be done. */
  IntentAnswer saying(Optional<String> trouble) {
    return new IntentAnswer(
        id,
        kind,
        node,
        action,
        code,
        author,
        reason,
        createdAt,
        expiresAt,
        covered,
        endedEarly,
        silence,
        trouble);
  }

  /** How many findings, and how bad the worst of them. */
  record Covered(int findings, String worst) {}

  static IntentAnswer of(Intent intent, Mutes mutes) {
    Optional<Intent.Mute> mute =
        Optional.of(intent).filter(Intent.Mute.class::isInstance).map(Intent.Mute.class::cast);
    return new IntentAnswer(
        intent.id(),
        intent.kind().name().toLowerCase(Locale.ROOT),
        intent.node(),
        intent.action().map(ActionKind::label),
        intent.code().map(Enum::name),
        intent.author(),
        intent.reason(),
        intent.createdAt(),
        intent.expiresAt(),
        mute.flatMap(Intent.Mute::extent)
            .map(extent -> new Covered(extent.findings(), extent.worst().severity())),
        mute.flatMap(mutes::outgrown),
        intent instanceof Intent.Pause pause ? pause.silence() : Optional.empty(),
        Optional.empty());
  }

  /** {@code GET /api/v1/intents}. */
  record All(List<IntentAnswer> intents) {
    static All of(List<Intent> intents, Mutes mutes) {
      return new All(intents.stream().map(intent -> IntentAnswer.of(intent, mutes)).toList());
    }
  }
}
