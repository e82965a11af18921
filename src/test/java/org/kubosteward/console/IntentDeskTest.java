package org.kubosteward.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kubosteward.access.Audit;
import org.kubosteward.access.Caller;
import org.kubosteward.access.Rejected;
import org.kubosteward.access.Scope;
import org.kubosteward.access.Surface;
import org.kubosteward.access.Visit;
import org.kubosteward.alertmanager.Silences;
import org.kubosteward.house.LogLines;
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

  @Test
  void whatIsAskedForIsALineWhetherItIsKeptOrNot() {
    try (LogLines lines = new LogLines(Audit.CATEGORY)) {
      IntentDesk desk =
          new IntentDesk(
              new RecordedJournal(),
              new Silences(Optional.empty(), Map.of(), CLOCK),
              CLOCK,
              new Audit((surface, admission) -> {}, CLOCK));
      Visit visit = new Visit(ADA.caller(), Surface.CONSOLE, "10.0.0.9", Optional.of("0a1b2c3d"));
      long id = desk.ask(Map.of("kind", "pause", "reason", "racks"), visit).intent().id();
      assertThat(catchThrowable(() -> desk.ask(Map.of("kind", "mute", "reason", "x"), visit)))
          .isInstanceOf(Rejected.class);
      desk.withdraw(id, visit);
      assertThat(catchThrowable(() -> desk.withdraw(id, visit))).isInstanceOf(Rejected.class);
      String by = "who=ada session=0a1b2c3d surface=console address=10.0.0.9 outcome=";

      assertThat(lines.told())
          .satisfiesExactly(
              kept ->
                  assertThat(kept)
                      .isEqualTo(
                          "event=asked intent=%d kind=PAUSE node=- action=- code=- until=- %skept",
                          id, by),
              rejected ->
                  assertThat(rejected).contains("event=asked about=mute " + by + "rejected"),
              withdrawn ->
                  assertThat(withdrawn).isEqualTo("event=withdrawn intent=%d %swithdrawn", id, by),
              again -> assertThat(again).contains("event=withdrawn about=" + id, "rejected"));
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
