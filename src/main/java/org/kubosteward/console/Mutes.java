package org.kubosteward.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.kubosteward.health.Finding;
import org.kubosteward.remedy.Intent;

/** The mutes that hold now. A muted finding is shown, and left out of the verdict. */
record Mutes(List<Intent> active) {
  Mutes {
    active = List.copyOf(active);
  }

  static Mutes of(List<Intent> intents, Instant now) {
    return new Mutes(
        intents.stream()
            .filter(intent -> intent.kind() == Intent.Kind.MUTE && intent.activeAt(now))
            .toList());
  }

  /** The mute that covers the finding longest, if one does. */
  Optional<Intent> covering(Finding finding) {
    return active.stream()
        .filter(mute -> mute.mutes(finding))
        .max(Comparator.comparing(mute -> mute.expiresAt().orElse(Instant.MAX)));
  }

  /** The findings that count. */
  List<Finding> audible(List<Finding> findings) {
    return findings.stream().filter(finding -> covering(finding).isEmpty()).toList();
  }
}
