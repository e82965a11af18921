package org.kubosteward.remedy;

import java.time.Instant;
import java.util.Optional;
import org.kubosteward.health.Code;

/** Intents for tests, from fields as the journal has them. */
public final class Intents {
  private Intents() {}

  /** One that is no mute with an extent and has no silence. */
  public static Intent asked(
      long id,
      Intent.Kind kind,
      Optional<String> node,
      Optional<ActionKind> action,
      Optional<Code> code,
      String author,
      String reason,
      Instant createdAt,
      Optional<Instant> expiresAt) {
    return Intent.of(
            kind, new Intent.Asked(id, author, reason, createdAt, expiresAt), node, action, code)
        .orElseThrow();
  }

  /** The same with an end. */
  public static Intent expiring(Intent intent, Instant at) {
    return intent.with(
        new Intent.Asked(
            intent.id(), intent.author(), intent.reason(), intent.createdAt(), Optional.of(at)));
  }
}
