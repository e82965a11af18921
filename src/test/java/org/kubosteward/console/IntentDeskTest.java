package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.journal.Journal;
import org.kubosteward.journal.MemoryDatabase;
import org.kubosteward.remedy.ActionKind;
import org.kubosteward.remedy.Intent;
import org.kubosteward.remedy.Intents;

class IntentDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Visit ADA =
      new Visit(
          new Caller("ada", Set.of(Scope.OPERATE)), Surface.API, "10.0.0.9", Optional.empty());
  private static final int MOST = 1_000;

  @Test
  void aThousandPausesAreAConflictAndKeepNobodyFromPausingTheFleet() {
    try (MemoryDatabase database = new MemoryDatabase()) {
      Journal journal = database.journal();
      for (int n = 0; n < MOST; n++) {
        journal.ask(pause());
      }
      IntentDesk desk =
          new IntentDesk(
              journal,
              new Silences(Optional.empty(), Map.of(), CLOCK),
              CLOCK,
              new Audit((surface, admission) -> {}, CLOCK));

      assertThatThrownBy(
              () ->
                  desk.ask(
                      Map.of("kind", "pause", "action", "restart-pod", "reason", "again"), ADA))
          .isInstanceOfSatisfying(
              Rejected.class,
              rejected -> {
                assertThat(rejected.problem().status()).isEqualTo(409);
                assertThat(rejected.problem().detail())
                    .contains("withdraw some of them first, the oldest are 1 (the fleet, by bob)");
              });
      Intent stop = desk.ask(Map.of("kind", "pause", "reason", "stop all"), ADA).intent();
      assertThat(desk.active()).hasSize(MOST + 1).contains(stop);
    }
  }

  private static Intent pause() {
    return Intents.asked(
        0,
        Intent.Kind.PAUSE,
        Optional.empty(),
        Optional.of(ActionKind.RESTART_POD),
        Optional.empty(),
        "bob",
        "by a script",
        NOW,
        Optional.empty());
  }
}
