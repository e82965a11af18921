package org.kubosteward.console;

import java.time.Instant;
import java.util.Locale;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;

/** One intent as the page shows it. */
record IntentRow(
    long id, String kind, String about, String author, String reason, Ago asked, String ends) {
  static IntentRow of(Intent intent, Instant now) {
    return new IntentRow(
        intent.id(),
        intent.kind().name().toLowerCase(Locale.ROOT),
        about(intent),
        intent.author(),
        intent.reason(),
        Ago.of(intent.createdAt(), now),
        intent.expiresAt().map(at -> "ends " + Ago.of(at, now).words()).orElse("until withdrawn"));
  }

  private static String about(Intent intent) {
    String what =
        intent
            .code()
            .map(Enum::name)
            .or(() -> intent.action().map(ActionKind::label))
            .orElse("everything");
    return what + intent.node().map(node -> " on " + node).orElse(", whole fleet");
  }
}
