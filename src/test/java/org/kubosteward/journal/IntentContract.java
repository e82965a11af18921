package org.kubosteward.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kubosteward.health.Code;
import org.kubosteward.health.Level;
import org.kubosteward.remedy.Intent;

/** What every database must keep of an intent. */
abstract class IntentContract extends RoundContract {
  @Test
  void keepsWhatAMuteCoveredAndTheSilenceOfAPause() {
    Intent pause = journal.ask(asked(Intent.Kind.PAUSE, Optional.empty()).silenced("5f3a"));
    Intent mute =
        journal.ask(
            new Intent(
                0,
                Intent.Kind.MUTE,
                Optional.of("kubo-1"),
                Optional.empty(),
                Optional.of(Code.NODE_DOWN),
                "ada",
                "known",
                Rounds.at(0),
                Optional.of(Rounds.at(0).plus(Duration.ofHours(1))),
                Optional.of(new Intent.Extent(3, Level.WARN)),
                Optional.empty()));
    Intent sticky = journal.ask(asked(Intent.Kind.MUTE, Optional.of(Code.REPO_FULL)));

    assertThat(journal.intents(Rounds.at(1))).containsExactly(pause, mute, sticky);
    assertThat(pause.silence()).contains("5f3a");
    assertThat(mute.extent()).contains(new Intent.Extent(3, Level.WARN));
    assertThat(sticky.extent()).isEmpty();
  }

  private static Intent asked(Intent.Kind kind, Optional<Code> code) {
    return new Intent(
        0,
        kind,
        Optional.empty(),
        Optional.empty(),
        code,
        "ada",
        "known",
        Rounds.at(0),
        Optional.of(Rounds.at(0).plus(Duration.ofHours(1))));
  }
}
