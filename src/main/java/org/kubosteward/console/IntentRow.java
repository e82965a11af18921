package org.kubosteward.console;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Mutes;

/** One intent as the page shows it. */
record IntentRow(
    long id, String kind, String about, String author, String reason, Ago asked, String ends) {
  static IntentRow of(Intent intent, Mutes mutes, Instant now) {
    return new IntentRow(
        intent.id(),
        intent.kind().name().toLowerCase(Locale.ROOT),
        about(intent),
        intent.author(),
        intent.reason(),
        Ago.past(intent.createdAt(), now),
        ends(intent, mutes, now));
  }

  private static String ends(Intent intent, Mutes mutes, Instant now) {
    boolean silent = intent instanceof Intent.Pause pause && pause.silence().isPresent();
    String silenced = silent ? ", silenced too" : "";
    return Optional.of(intent)
        .filter(Intent.Mute.class::isInstance)
        .map(Intent.Mute.class::cast)
        .flatMap(mutes::outgrown)
        .map(why -> "ended early: " + why)
        .or(() -> intent.expiresAt().map(at -> "ends " + Ago.of(at, now).words() + silenced))
        .orElse("until withdrawn");
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
